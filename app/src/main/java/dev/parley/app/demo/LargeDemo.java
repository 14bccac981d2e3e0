package dev.parley.app.demo;

import dev.parley.api.internal.v1.Send;
import dev.parley.api.v1.CreateRoomRequest;
import dev.parley.api.v1.Room;
import dev.parley.api.v1.SendMessageRequest;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Thousands of rooms with very much in them, in Latin letters, Cyrillic and Chinese characters.
 * Nothing of it means anything; it is the same each time.
 */
public final class LargeDemo {
  private static final int AT_ONCE = 1_000;
  private static final int MEMBERS = 6;
  private static final String[] LATIN =
      ("the a of and to in is it for on with as at by from tide chart harbour anchor rope sail wind north south east west depth"
              + " signal lantern deck crew watch morning evening report release test build review design error fix question answer"
              + " customer meeting plan week number list page water engine compass knot buoy current weather forecast storm calm")
          .split(" ");
  private static final String[] CYRILLIC =
      ("и в не на что как это мы они море ветер карта парус гавань якорь канат глубина сигнал вахта утро вечер отчёт проверка"
              + " сборка ошибка вопрос ответ план неделя число страница вода двигатель компас узел течение погода шторм штиль")
          .split(" ");
  private static final String[] CHINESE =
      ("海 风 船 帆 港口 锚 绳子 深度 信号 早上 晚上 报告 测试 构建 错误 修复 问题 回答 客户 会议 计划 星期 页面 发动机 罗盘 天气 预报 风暴"
              + " 我们 他们 今天 明天 已经 需要 可以 正在")
          .split(" ");

  private final DemoInstance demo;
  private final Instant now;
  private final Size size;
  private final Random random = new Random(1);

  /** How much of it. */
  public record Size(int rooms, int messages, int people) {}

  public LargeDemo(DemoInstance demo, Instant now, Size size) {
    this.demo = demo;
    this.now = now;
    this.size = size;
  }

  private record Place(String roomId, List<UUID> members) {}

  /** Fills it, and says how far it is. */
  public void fill(PrintWriter out) {
    Progress people = new Progress(out, "people", size.people());
    List<UUID> crowd = new ArrayList<>();
    for (int i = 0; i < size.people(); i++) {
      crowd.add(demo.register("sailor%d".formatted(i + 1), "Sailor %d".formatted(i + 1)));
      people.reached(i + 1);
    }
    Progress made = new Progress(out, "rooms", size.rooms());
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < size.rooms(); i++) {
      places.add(place(i, crowd));
      made.reached(i + 1);
    }
    Progress said = new Progress(out, "messages", size.messages());
    List<Send> sends = new ArrayList<>();
    for (int i = 0; i < size.messages(); i++) {
      sends.add(send(places.get(random.nextInt(places.size()))));
      if (sends.size() == AT_ONCE || i == size.messages() - 1) {
        // As if it was said evenly until now.
        demo.reach(now.minus(Duration.ofSeconds(size.messages() - i)));
        demo.say(sends);
        sends.clear();
        said.reached(i + 1);
      }
    }
  }

  private Place place(int number, List<UUID> crowd) {
    List<UUID> members = new ArrayList<>();
    int first = random.nextInt(crowd.size());
    for (int i = 0; i < Math.min(MEMBERS, crowd.size()); i++) {
      members.add(crowd.get((first + i) % crowd.size()));
    }
    CreateRoomRequest.Builder request =
        CreateRoomRequest.newBuilder().setName("voyage %d".formatted(number + 1));
    members.stream().skip(1).forEach(member -> request.addMemberIds(member.toString()));
    Room room = demo.chat(members.getFirst()).createRoom(request.build());
    return new Place(room.getId(), members);
  }

  private Send send(Place place) {
    int script = random.nextInt(10);
    String text =
        script < 7
            ? words(LATIN, " ", 14)
            : script < 9 ? words(CYRILLIC, " ", 12) : words(CHINESE, "", 12);
    return Send.newBuilder()
        .setSenderId(place.members().get(random.nextInt(place.members().size())).toString())
        .setMessage(
            SendMessageRequest.newBuilder()
                .setRoomId(place.roomId())
                .setClientId(new UUID(random.nextLong(), random.nextLong()).toString())
                .setText(text))
        .build();
  }

  private String words(String[] of, String between, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = 1 + random.nextInt(most); i > 0; i--) {
      text.append(text.isEmpty() ? "" : between).append(of[random.nextInt(of.length)]);
    }
    return text.toString();
  }
}
