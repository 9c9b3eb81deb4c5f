// A small app on Bolt for JavaScript that uses what most apps use. It knows nothing of the stand-in but its address.
// The same errands are done by errands.py on Bolt for Python; both are driven by the same tests.
//
// node errands.js socket|http, with SLACK_API_URL, SLACK_BOT_TOKEN, SLACK_APP_TOKEN and SLACK_SIGNING_SECRET.
// It prints "ready PORT" when it can be used, and ends with its standard input.

'use strict';

const { App, LogLevel } = require('@slack/bolt');
const shapes = require('./shapes.json');

const transport = process.argv[2];
const app = new App({
  token: process.env.SLACK_BOT_TOKEN,
  signingSecret: process.env.SLACK_SIGNING_SECRET,
  clientOptions: { slackApiUrl: process.env.SLACK_API_URL },
  logLevel: LogLevel.WARN,
  ...(transport === 'socket' ? { socketMode: true, appToken: process.env.SLACK_APP_TOKEN } : {}),
});

const plain = (text) => ({ type: 'plain_text', text });
const section = (text) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const buttons = (count) => ({
  type: 'actions',
  elements: [
    { type: 'button', action_id: 'count', text: plain('Count'), value: String(count) },
    { type: 'button', action_id: 'replace', text: plain('Replace') },
    { type: 'button', action_id: 'vanish', text: plain('Vanish') },
  ],
});
const notice = (title, text) => ({ type: 'modal', title: plain(title), close: plain('Close'), blocks: [section(text)] });

const escaped = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const errorOf = async (call) => {
  try {
    await call();
    return 'none';
  } catch (error) {
    return error.data ? error.data.error : String(error);
  }
};

const errands = {
  hello: async ({ ack, command }) => ack({ text: `Hello, <@${command.user_id}>` }),
  aloud: async ({ ack }) => ack({ response_type: 'in_channel', text: 'Said aloud' }),
  quiet: async ({ ack }) => ack(),
  words: async ({ ack, command }) => ack(command.text),
  later: async ({ ack, respond }) => {
    await ack();
    await respond('First, for you');
    await respond({ response_type: 'in_channel', text: 'Second, for all' });
  },
  six: async ({ ack, respond, client, command }) => {
    await ack();
    let taken = 0;
    for (let n = 1; n <= 6; n += 1) {
      await respond(`Answer ${n}`).then(() => { taken += 1; }, () => {});
    }
    await client.chat.postMessage({ channel: command.user_id, text: `${taken} answers were taken` });
  },
  whisper: async ({ ack, client, command }) => {
    await ack();
    const text = 'Between us';
    const { channel_id: channel, user_id: user } = command;
    await client.chat.postEphemeral({ channel, user, text, blocks: [section(text), buttons(0)] });
  },
  burst: async ({ ack, client, command }) => {
    await ack();
    // The SDK itself waits as long as Retry-After says.
    for (const text of ['Drop one', 'Drop two']) {
      await client.chat.postMessage({ channel: command.user_id, text });
    }
  },
  keep: async ({ ack, client, command }) => {
    const metadata = { event_type: 'kept', event_payload: { id: 'a1b2' } };
    const posted = await client.chat.postMessage({ channel: command.user_id, text: 'Keep this', metadata });
    const history = await client.conversations.history({ channel: posted.channel, include_all_metadata: true, limit: 9 });
    const found = history.messages.filter((message) => message.metadata?.event_payload?.id === 'a1b2');
    await ack(`Found ${found.length}, the same: ${found[0]?.ts === posted.ts}`);
  },
  rooms: async ({ ack, client }) => {
    const listed = [];
    for await (const page of client.paginate('conversations.list', { types: 'public_channel', limit: 1 })) {
      listed.push(...page.channels);
    }
    const general = listed.find((channel) => channel.name === 'general');
    const { channel } = await client.conversations.info({ channel: general.id });
    const { members } = await client.conversations.members({ channel: general.id });
    await ack(`${listed.length} channels. #${channel.name} has ${members.length} members, I am one: ${channel.is_member}`);
  },
  pick: async ({ ack, client, command }) => {
    await ack();
    const elements = shapes.pick;
    await client.chat.postMessage({ channel: command.user_id, text: 'Pick', blocks: [{ type: 'actions', elements }] });
  },
  form: async ({ ack, client, command }) => {
    await ack();
    await client.views.open({ trigger_id: command.trigger_id, view: shapes.form });
  },
  twice: async ({ ack, client, command }) => {
    const open = () => client.views.open({ trigger_id: command.trigger_id, view: notice('Twice', 'Once') });
    await open();
    await ack(await errorOf(open));
  },
  group: async ({ ack, client, command }) => {
    const users = [...command.text.matchAll(/<@(\w+)/g)].map((found) => found[1]);
    const opened = await client.conversations.open({ users: users.join(',') });
    await client.chat.postMessage({
      channel: opened.channel.id,
      text: 'Meet each other',
      blocks: [section(users.map((user) => `<@${user}>`).join(' and ')), buttons(0)],
    });
    await ack('They have met');
  },
  wrong: async ({ ack, client, command }) => {
    const long = Array(5).fill(section('x'.repeat(2700)));
    const errors = [
      await errorOf(() => client.chat.postMessage({ channel: 'C0NOWHERE', text: 'Hello' })),
      await errorOf(() => client.users.info({ user: 'U0NOBODY' })),
      await errorOf(() => client.chat.postMessage({ channel: command.user_id, text: 'x', blocks: [{ type: 'poem' }] })),
      await errorOf(() => client.chat.postMessage({ channel: command.user_id, text: 'x', blocks: long })),
      await errorOf(() => client.views.open({ trigger_id: '1.2.abc', view: notice('Never', 'Never') })),
      await errorOf(() => client.chat.update({ channel: command.channel_id, ts: '1.000001', text: 'Hello' })),
      await errorOf(() => client.chat.postMessage({ channel: command.user_id, text: '' })),
      await errorOf(() => client.apiCall('never.existed')),
      await errorOf(() => client.chat.postMessage({ channel: 'C0GENERAL', text: 'Hello' })),
      await errorOf(() => client.conversations.history({ channel: 'C0GENERAL' })),
      await errorOf(() => client.auth.test({ token: 'xoxb-another' })),
    ];
    await ack(errors.join(' '));
  },
  people: async ({ ack, client, command }) => {
    const names = [];
    for await (const page of client.paginate('users.list', { limit: 3 })) {
      names.push(...page.members.map((member) => member.id));
    }
    const me = await client.users.info({ user: command.user_id });
    const bot = await client.auth.test();
    await ack(`${new Set(names).size} people, you are in ${me.user.tz}, I am ${bot.user_id}`);
  },
};

app.command('/errand', async (call) => {
  const [name] = call.command.text.split(' ');
  await (errands[name] ?? errands.words)(call);
});

app.message('ping', async ({ say }) => {
  await say({ text: 'pong', blocks: [section('pong'), buttons(0)] });
});

app.action('count', async ({ ack, body, client, action }) => {
  await ack();
  const count = Number(action.value) + 1;
  await client.chat.update({
    channel: body.channel.id,
    ts: body.message.ts,
    text: `Counted ${count} by ${body.user.id}`,
    blocks: [section(`Counted ${count} by <@${body.user.id}>`), buttons(count)],
  });
});
app.action('replace', async ({ ack, respond }) => {
  await ack();
  await respond({ replace_original: true, text: 'Replaced', blocks: [section('Replaced')] });
});
app.action('vanish', async ({ ack, respond }) => {
  await ack();
  await respond({ delete_original: true });
});

app.action(/^pick\./, async ({ ack, respond, action }) => {
  await ack();
  const picked = action.selected_option?.value ?? action.selected_date ?? action.selected_users.join('+');
  await respond({ text: `${action.action_id} ${picked}`, replace_original: false });
});

app.action('more', async ({ ack, body, client }) => {
  await ack();
  const view = { ...shapes.form, blocks: [section('There is more'), ...shapes.form.blocks] };
  const stale = await errorOf(() => client.views.update({ view_id: body.view.id, hash: '1.stale', view }));
  view.blocks[0] = section(`There is more, after ${stale}`);
  await client.views.update({ view_id: body.view.id, hash: body.view.hash, view });
});
app.action('deeper', async ({ ack, body, client }) => {
  await ack();
  await client.views.push({ trigger_id: body.trigger_id, view: notice('Deeper', 'One level down') });
});

app.view('form', async ({ ack, body, view, client }) => {
  const title = view.state.values.title.value.value;
  if (title === 'wrong') {
    await ack({ response_action: 'errors', errors: { title: 'Choose another title.' } });
  } else if (title === 'update') {
    await ack({ response_action: 'update', view: notice('Saved', 'It is saved') });
  } else if (title === 'push') {
    await ack({ response_action: 'push', view: notice('Pushed', 'On top of the form') });
  } else if (title === 'clear') {
    await ack({ response_action: 'clear' });
  } else {
    await ack();
    const heard = { metadata: view.private_metadata, values: view.state.values };
    await client.chat.postMessage({ channel: body.user.id, text: escaped(JSON.stringify(heard)) });
  }
});
app.view({ callback_id: 'form', type: 'view_closed' }, async ({ ack, body, client }) => {
  await ack();
  await client.chat.postMessage({ channel: body.user.id, text: `Closed, all of it: ${body.is_cleared}` });
});

const home = (text) => ({
  type: 'home',
  blocks: [
    section(text),
    { type: 'actions', elements: [{ type: 'button', action_id: 'home.tap', text: plain('Tap') }] },
  ],
});
app.event('app_home_opened', async ({ event, client }) => {
  await client.views.publish({ user_id: event.user, view: home(`Opened by <@${event.user}> in ${event.tab}`) });
});
app.action('home.tap', async ({ ack, body, client }) => {
  await ack();
  await client.views.publish({ user_id: body.user.id, hash: body.view.hash, view: home('Tapped at Home') });
});

process.stdin.resume().on('end', () => process.exit());
app.start(0).then((server) => console.log(`ready ${transport === 'http' ? server.address().port : 0}`));
