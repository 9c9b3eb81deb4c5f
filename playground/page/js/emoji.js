/** The few dozen emoji names that turn up in work chat; an unknown name stays as it was typed. */

const TABLE = `+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|wave 👋|clap 👏|raised_hands 🙌|pray 🙏|muscle 💪|point_right 👉|point_up ☝️|ok_hand 👌|handshake 🤝|
writing_hand ✍️|eyes 👀|smile 😄|smiley 😃|grinning 😀|slightly_smiling_face 🙂|blush 😊|wink 😉|joy 😂|sweat_smile 😅|thinking_face 🤔|cry 😢|sob 😭|
heart_eyes 😍|sunglasses 😎|neutral_face 😐|confused 😕|relieved 😌|hugging_face 🤗|exploding_head 🤯|heart ❤️|green_heart 💚|blue_heart 💙|yellow_heart 💛|
sparkles ✨|star ⭐|star2 🌟|tada 🎉|confetti_ball 🎊|balloon 🎈|gift 🎁|trophy 🏆|medal 🏅|rocket 🚀|fire 🔥|bulb 💡|memo 📝|pencil ✏️|pencil2 ✏️|book 📖|
books 📚|seedling 🌱|herb 🌿|deciduous_tree 🌳|sunny ☀️|sunrise 🌅|rainbow 🌈|coffee ☕|cake 🍰|calendar 📅|date 📅|spiral_calendar_pad 🗓️|clock9 🕘|
alarm_clock ⏰|hourglass ⌛|bell 🔔|no_bell 🔕|lock 🔒|unlock 🔓|key 🔑|link 🔗|mag 🔍|pushpin 📌|round_pushpin 📍|clipboard 📋|bar_chart 📊|
chart_with_upwards_trend 📈|white_check_mark ✅|heavy_check_mark ✔️|ballot_box_with_check ☑️|x ❌|warning ⚠️|no_entry ⛔|question ❓|exclamation ❗|
information_source ℹ️|speech_balloon 💬|thought_balloon 💭|zzz 💤|100 💯|dart 🎯|checkered_flag 🏁|triangular_flag_on_post 🚩|world_map 🗺️|compass 🧭|
arrow_right ➡️|arrow_left ⬅️|arrow_up ⬆️|arrow_down ⬇️|new 🆕|robot_face 🤖|busts_in_silhouette 👥|office 🏢|house 🏠|email 📧|telephone_receiver 📞`;

export const EMOJI = new Map(TABLE.replace(/\n/g, "").split("|").map((pair) => pair.split(" ")));
