/** An emoji and the words that describe it. */
export type NamedEmoji = readonly [emoji: string, words: string];

export interface EmojiGroup {
  readonly name: string;
  readonly emoji: readonly NamedEmoji[];
}

/** Each line is an emoji, fully qualified, and its words. Loaded when a picker is first opened. */
const GROUPS: Readonly<Record<string, string>> = {
  Faces: `
😀 grinning face happy smile
😃 smiling face open eyes happy
😄 smiling face happy joy
😁 beaming face grin teeth
😆 laughing squinting haha
😅 sweat relief nervous laugh
🤣 rolling floor laughing rofl
😂 tears joy laugh lol
🙂 slightly smiling face
🙃 upside down face silly
🫠 melting face hot
😉 winking face wink
😊 blushing smile warm
😇 halo angel innocent
🥰 hearts love adore
😍 heart eyes love
🤩 star struck wow amazing
😘 blowing kiss
😋 yum delicious tasty
😛 tongue out playful
🤪 zany crazy goofy
🤗 hugging hug
🤭 hand over mouth oops giggle
🫢 gasp open eyes hand surprise
🤫 shushing quiet secret
🤔 thinking hmm wonder
🫡 salute yes sir respect
🤨 raised eyebrow suspicious
😐 neutral face meh
😑 expressionless blank
😶 no mouth silent
😏 smirk sly
😒 unamused annoyed
🙄 rolling eyes
😬 grimace awkward
😮‍💨 exhaling sigh phew
😌 relieved calm
😔 pensive sad
😴 sleeping asleep tired zzz
😷 mask sick
🤒 thermometer ill fever
🤯 mind blown exploding head
🥳 party celebrate birthday
😎 sunglasses cool
🤓 nerd glasses geek
🧐 monocle inspect
😕 confused unsure
😟 worried concern
🙁 slightly frowning sad
😮 open mouth surprised wow
😲 astonished shocked
🥺 pleading puppy eyes please
😢 crying sad tear
😭 loudly crying sob
😱 screaming fear horror
😖 confounded
😩 weary tired
🥱 yawning bored
😤 triumph huff steam
😡 enraged angry mad
🤬 cursing swearing
😈 devil horns mischief
💀 skull dead
💩 poo pile
🤡 clown
👻 ghost boo
👽 alien
🤖 robot bot
😺 cat happy
🙈 see no evil monkey
🙉 hear no evil monkey
🙊 speak no evil monkey`,
  Hands: `
👍 thumbs up yes like good ok agree +1
👎 thumbs down no dislike bad -1
👌 ok hand perfect
👏 clapping applause bravo
🙌 raising hands hooray praise
🙏 folded hands please thanks pray
🤝 handshake deal agree
👋 waving hello hi bye
✋ raised hand stop high five
🖖 vulcan spock live long
✌️ victory peace
🤞 crossed fingers luck
🤟 love you gesture
🤘 horns rock metal
🤙 call me hang loose
👈 pointing left
👉 pointing right
👆 pointing up this
👇 pointing down below
☝️ index up one
✊ raised fist
👊 fist bump punch
💪 muscle strong biceps
🫶 heart hands love
✍️ writing hand note
💅 nail polish
🫵 pointing at you
🤷 shrug dunno whatever
🤦 facepalm
🙋 raising hand me volunteer
🙇 bowing sorry thanks
🏃 running run hurry
💃 dancing dance
🧑‍💻 technologist coder computer
🧑‍🚀 astronaut space
🧑‍🔬 scientist lab
🕵️ detective investigate
👀 eyes look watching
🧠 brain smart
👂 ear listen`,
  Hearts: `
❤️ red heart love
🧡 orange heart
💛 yellow heart
💚 green heart
💙 blue heart
💜 purple heart
🖤 black heart
🤍 white heart
🤎 brown heart
🩷 pink heart
💔 broken heart sad
❤️‍🔥 heart fire passion
💕 two hearts
💖 sparkling heart
💯 hundred points perfect agree
💢 anger
💥 boom collision explosion
💫 dizzy star
💬 speech bubble comment
💤 zzz sleep`,
  Nature: `
🐶 dog puppy
🐱 cat kitten
🐭 mouse
🐰 rabbit bunny
🦊 fox
🐻 bear
🐼 panda
🐨 koala
🐯 tiger
🦁 lion
🐮 cow
🐷 pig
🐸 frog
🐵 monkey
🐔 chicken
🐧 penguin
🐦 bird
🦆 duck
🦉 owl
🐺 wolf
🦄 unicorn
🐝 bee
🐛 bug caterpillar
🦋 butterfly
🐌 snail slow
🐞 ladybird beetle bug
🐢 turtle slow
🐙 octopus
🐬 dolphin
🐳 whale
🦈 shark
🐘 elephant
🦔 hedgehog
🌵 cactus
🌲 tree evergreen
🍀 clover luck
🌸 cherry blossom flower
🌹 rose flower
🌻 sunflower
🌍 earth world globe
🌙 moon night
⭐ star
🌟 glowing star
✨ sparkles shiny new magic
⚡ lightning fast zap
🔥 fire hot lit
🌈 rainbow
☀️ sun sunny
☁️ cloud
🌧️ rain
❄️ snow cold
☃️ snowman
🌊 wave water
💧 drop water`,
  Food: `
☕ coffee tea hot drink
🍵 tea green
🍺 beer
🍻 cheers beers
🥂 clinking glasses cheers toast
🍷 wine
🍾 champagne bottle celebrate
🍎 apple
🍌 banana
🍓 strawberry
🍉 watermelon
🍋 lemon
🥑 avocado
🌶️ pepper hot spicy
🍕 pizza
🍔 burger
🍟 fries
🌮 taco
🍜 noodles ramen
🍣 sushi
🥐 croissant
🍞 bread
🧀 cheese
🥚 egg
🍿 popcorn
🍩 doughnut
🍪 cookie biscuit
🎂 birthday cake
🍰 cake
🍫 chocolate
🍦 ice cream`,
  Things: `
🎉 party popper tada celebrate congratulations
🎊 confetti celebrate
🎈 balloon
🎁 gift present
🏆 trophy win
🥇 gold medal first
🥈 silver medal second
🥉 bronze medal third
⚽ football soccer
🏀 basketball
🎾 tennis
🎮 game controller
🎲 dice game
🎯 target bullseye goal
🎨 palette art design
🎵 music note
🎸 guitar
🎤 microphone sing
🎬 film clapper action
📷 camera photo
💻 laptop computer
🖥️ desktop computer
⌨️ keyboard
📱 phone mobile
☎️ telephone
🔋 battery
💡 bulb idea light
🔦 torch flashlight
📚 books read
📖 book open
📝 memo note write
📌 pin pushpin
📎 paperclip attach
✂️ scissors cut
📅 calendar date
📈 chart up growth
📉 chart down
📊 bar chart
📦 package box ship
📧 mail email
📣 megaphone announce
🔔 bell notification
🔕 bell off mute
🔒 locked secure
🔓 unlocked open
🔑 key
🔧 wrench fix tool
🔨 hammer build
⚙️ gear settings
🧪 test tube experiment
🔬 microscope science
💣 bomb
🧨 firecracker
🛠️ tools build
🧹 broom clean
🗑️ bin trash delete
💰 money bag
💸 money wings spend
💎 gem diamond
⏰ alarm clock time
⏳ hourglass wait
⌛ hourglass done
🚀 rocket launch ship
✈️ plane flight travel
🚗 car
🚲 bicycle bike
🚂 train
🚢 ship boat
⚓ anchor harbour
🏠 house home
🏢 office building
🏖️ beach holiday
🏔️ mountain
🗺️ map
🧭 compass`,
  Signs: `
✅ check done yes tick
☑️ check box
✔️ check mark
❌ cross no wrong
❎ cross button
❓ question
❗ exclamation important
⚠️ warning careful
🚫 prohibited no forbidden
⛔ no entry stop
🛑 stop sign
🚧 construction work progress
♻️ recycle
🔄 arrows again refresh
🔁 repeat
⏩ fast forward
⏪ rewind
▶️ play
⏸️ pause
⏹️ stop
➕ plus add
➖ minus
➡️ arrow right
⬅️ arrow left
⬆️ arrow up
⬇️ arrow down
🔝 top
🆕 new
🆗 ok
🆒 cool
🆘 sos help
ℹ️ information
🔴 red circle
🟠 orange circle
🟡 yellow circle
🟢 green circle
🔵 blue circle
🟣 purple circle
⚫ black circle
⚪ white circle
0️⃣ zero
1️⃣ one
2️⃣ two
3️⃣ three
4️⃣ four
5️⃣ five
🏁 finish flag
🚩 red flag
🏳️‍🌈 rainbow pride flag
🏴‍☠️ pirate flag`,
};

export const EMOJI: readonly EmojiGroup[] = Object.entries(GROUPS).map(([name, lines]) => ({
  name,
  emoji: lines
    .trim()
    .split('\n')
    .map((line): NamedEmoji => {
      const end = line.indexOf(' ');
      return [line.slice(0, end), line.slice(end + 1)];
    }),
}));
