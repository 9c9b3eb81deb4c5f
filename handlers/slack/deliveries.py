"""How delivery is, shown to coordinators on Slack, and what they say of messages that are in doubt."""

from __future__ import annotations

from handlers.slack.desk import Desk
from handlers.slack.incoming import Click, Command
from handlers.slack.show import Open, Show, Update


async def health(asked: Command | Click, desk: Desk) -> Show:
    """`/mentor-program health`, or *Have a look* in Home."""
    from bot.usecases import deliveries  # asked for rarely: nobody waits for it at the start
    from handlers.slack.views import deliveries as view

    return Open(view.health(await desk.run(deliveries.health, asked.who, now=desk.now()), desk.say))


async def arrived(click: Click, desk: Desk) -> Show:
    """*It arrived*: value "delivery:17"."""
    from bot.usecases import deliveries
    from handlers.slack.views import deliveries as view

    found = await desk.run(deliveries.say_arrived, click.who, click.id(), now=desk.now())
    return Update(view.health(found, desk.say))


async def again(click: Click, desk: Desk) -> Show:
    """*Send it again*: value "delivery:17"."""
    from bot.usecases import deliveries
    from handlers.slack.views import deliveries as view

    found = await desk.run(deliveries.send_again, click.who, click.id(), now=desk.now())
    return Update(view.health(found, desk.say))


ACTIONS = {"health.open": health, "health.arrived": arrived, "health.again": again}
