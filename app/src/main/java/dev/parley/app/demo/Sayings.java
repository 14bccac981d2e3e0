package dev.parley.app.demo;

import java.util.List;

/**
 * What is said in the demo: lines of {@code who: what}, and {@code > who,who: emoji} for reactions
 * to the line before.
 */
final class Sayings {
  static final List<String> DONE =
      List.of(
          "the depth contours load in one request",
          "reviewed the tide tables",
          "fixed the flaky harbour test",
          "the chart cache survives a restart",
          "moved the weather layer to its own thread",
          "measured zooming: 14 ms a frame",
          "wrote the migration for waypoints",
          "cleaned up the route planner");
  static final List<String> TODO =
      List.of(
          "the same for currents",
          "the review of the anchor alarm",
          "a test for the date line",
          "profiling the start",
          "the import of old logbooks",
          "pairing with Aiko on projections",
          "the offline maps",
          "what support found yesterday");
  static final List<List<String>> MORNINGS =
      List.of(
          List.of(
              "sam: Good morning! The coffee machine is back.",
              "> mira,lena,noor: ☕",
              "lena: You are my favourite person today."),
          List.of(
              "priya: The office is closed on Monday, it is a holiday here.",
              "tomas: Same in Porto. See you on Tuesday!"),
          List.of(
              "mira: Visitors from the harbour office come at eleven. Please keep the big table free.",
              "jonas: Will do.",
              "> mira: 👍"),
          List.of(
              "noor: Somebody left a bicycle helmet in the meeting room.",
              "pavel: Mine, sorry!",
              "> noor,sam: 😄"),
          List.of(
              "tomas: The train is late, I join from the phone.",
              "mira: No hurry, we begin without you."));
  static final List<List<String>> ENGINEERING =
      List.of(
          List.of(
              "aiko: The build takes nine minutes again. Anybody against splitting the chart tests?",
              "jonas: Please do. They are two thirds of it.",
              "rafael: +1, and let us keep the slow ones for the night.",
              "> aiko: 🙏"),
          List.of(
              "pavel: Found it: the compass drifted because we rounded **before** we added the declination.",
              "jonas: Classic.",
              "> aiko,rafael: 🎯"),
          List.of(
              "rafael: Does anybody remember why `TileStore` opens the file twice?",
              "aiko: Once to read the header, I think. It is older than I am here.",
              "jonas: We can drop it. The header is in the index since 1.4."),
          List.of(
              "jonas: Staging is down for ten minutes, I update the database.",
              "jonas: And back.",
              "> rafael,pavel: 👏"),
          List.of("aiko: 今日のビルドは緑です 🟢", "pavel: Beautiful.", "> jonas: 💚"));
  static final List<List<String>> DESIGN =
      List.of(
          List.of(
              "lena: New colours for the depth bands. The old ones were hard to tell apart at dusk.",
              "mira: Much better. Did you try them with red light?",
              "lena: Yes, that is what the second column is for.",
              "> mira,sam: 🌊"),
          List.of(
              "sam: Should the anchor alarm be a sheet or a page?",
              "lena: A page. Nobody wants to aim at three in the morning.",
              "> sam: 💯"),
          List.of(
              "lena: > Perfection is finally attained when there is nothing left to take away.",
              "sam: So we remove the compass rose?",
              "lena: Not *that*."));
  static final List<List<String>> RELEASE =
      List.of(
          List.of(
              "mira: Two weeks to go. What worries you most?",
              "jonas: The import. Old logbooks have dates that never were.",
              "lena: The first start. It asks too much at once."),
          List.of(
              "rafael: The import eats 9,700 of 10,000 logbooks now.",
              "mira: And the other 300?",
              "rafael: Were written on the 31st of April.",
              "> mira,jonas,lena: 😂"),
          List.of(
              "lena: The first start is one screen now.", "mira: Show me at four?", "> lena: 👌"));
  static final List<List<String>> TICKETS =
      List.of(
          List.of(
              "**Port of Bergen** cannot see the buoys of last week.",
              "They are in the file. Which version do they have?",
              "1.9.2.",
              "Then they need the update of Thursday: 1.9.3 reads the new format.",
              "They have it now, and see them. Thank you!"),
          List.of(
              "A sailor writes that the route goes *through* an island.",
              "Which one?",
              "Skokholm. Screenshot is on its way.",
              "The coastline there is from 1998. I put the new one in.",
              "She is happy, and on the water again."),
          List.of(
              "Can one print a chart without the tracks? The harbour school asks.",
              "Not yet. I write it down for 2.1.",
              "They would test it for us.",
              "Deal."));
  static final List<List<String>> DIRECT =
      List.of(
          List.of(
              "jonas: Do you want to announce it, or shall I?",
              "mira: You. It was your idea.",
              "jonas: Then I need a haircut.",
              "> mira: 😄"),
          List.of("mira: How is the little one?", "jonas: Sleeps. Two hours at a time. 😴"),
          List.of("jonas: Can we move our talk to three?", "mira: Sure."));
  static final List<List<String>> WEEKENDS =
      List.of(
          List.of(
              "sam: Look who came along for the ride: a seal, all the way to the pier.",
              "> mira,noor,aiko,lena: 🦭",
              "noor: He looks like he has a complaint."),
          List.of(
              "pavel: Cake in the kitchen on Monday. Plum, with too much cinnamon.",
              "> sam,tomas,priya: 🍰"),
          List.of(
              "tomas: 8 knots, sun, nobody else out there. I am sorry for all of you.",
              "> mira: ⛵"));
  static final List<String> TRIP =
      List.of(
          "lena: Who drives?",
          "sam: I do. Two seats left.",
          "noor: I take one, and bring the charts.",
          "mira: Paper ones?",
          "noor: Paper ones. We are professionals.",
          "> mira,lena,sam: 🗺️");
  static final List<String> NEWS =
      List.of(
          "**Welcome, Pavel!** He comes from the weather service and knows where the wind lives.",
          "We have **a thousand harbours** since this morning. Thank you all.",
          "The office in Porto opens on the first. Tomás has the keys, and the good coffee.",
          "Release 2.0 has a date. More in #release-2.");
  static final List<String> LUNCHES =
      List.of("The noodle place", "Fish at the pier", "Somebody cooks", "Sandwiches, we are busy");
  static final String PLAN =
      """
      ## The way to 2.0

      | what | who | until |
      |---|---|---|
      | import of logbooks | Rafael | Wednesday |
      | first start | Lena | Thursday |
      | offline maps | Aiko, Pavel | Friday |

      - [x] new depth colours
      - [x] anchor alarm
      - [ ] release notes (@jonas)\
      """;
  static final String CODE =
      """
      This is all that it takes to know how far one drifts:

      ```java
      static double driftMetres(Duration time, double knots) {
        return time.toSeconds() * knots * 1852 / 3600;
      }
      ```\
      """;
  static final String QUESTION =
      "Shall we show the tide as a line or as bars? Both are in the design file. I lean to the line, it reads like water.";

  private Sayings() {}
}
