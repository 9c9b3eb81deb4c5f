"""Rich text: sections, lists, quotes and preformatted parts, and the leaves in them.

Source: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
"""

from playground.blocks.shapes import Check, anything, flag, listed, one_of, shape, string, typed, whole, written_as

_WORDS = shape({}, {"bold": flag, "italic": flag, "strike": flag, "code": flag, "underline": flag})
_MENTION = shape(
    {}, {"bold": flag, "italic": flag, "strike": flag, "highlight": flag, "client_highlight": flag, "unlink": flag}
)


def _leaf(required: dict[str, Check], optional: dict[str, Check] | None = None, *, style: Check = _WORDS) -> Check:
    return shape({"type": anything, **required}, {"style": style, **(optional or {})})


LEAVES: dict[str, Check] = {
    "text": _leaf({"text": string()}),
    "link": _leaf({"url": string()}, {"text": string(), "unsafe": flag}),
    "emoji": _leaf({"name": string()}, {"unicode": string(), "url": string(), "skin_tone": whole(1, 6)}),
    "user": _leaf({"user_id": string()}, style=_MENTION),
    "channel": _leaf({"channel_id": string()}, style=_MENTION),
    "usergroup": _leaf({"usergroup_id": string()}, style=_MENTION),
    "team": _leaf({"team_id": string()}, style=_MENTION),
    "broadcast": _leaf({"range": one_of("here", "channel", "everyone")}),
    "color": _leaf({"value": written_as(r"#[0-9A-Fa-f]{6}", "a colour like #F405B3")}),
    "date": _leaf({"timestamp": whole(0), "format": string()}, {"url": string(), "fallback": string()}),
}
_LEAF = typed(LEAVES, "part of a rich text")
_BORDER: dict[str, Check] = {"border": one_of(0, 1)}

_SECTION = shape({"type": anything, "elements": listed(_LEAF, least=0)})
_LIST = shape(
    {
        "type": anything,
        "style": one_of("bullet", "ordered"),
        "elements": listed(typed({"rich_text_section": _SECTION}, "item of a rich text list")),
    },
    {"indent": whole(0, 8), "offset": whole(0), **_BORDER},
)
_QUOTE = shape({"type": anything, "elements": listed(_LEAF, least=0)}, _BORDER)
_PREFORMATTED = shape(
    {
        "type": anything,
        "elements": listed(
            typed({kind: LEAVES[kind] for kind in ("text", "link")}, "part of preformatted text"), least=0
        ),
    },
    {"language": string(), **_BORDER},
)

RICH_TEXT = shape(
    {
        "type": anything,
        "elements": listed(
            typed(
                {
                    "rich_text_section": _SECTION,
                    "rich_text_list": _LIST,
                    "rich_text_quote": _QUOTE,
                    "rich_text_preformatted": _PREFORMATTED,
                },
                "element of a rich text",
            )
        ),
    },
    {"block_id": string(255)},
)
