package dev.parley.gateway.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Message;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.QueryParams;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.GetRoomRequest;
import dev.parley.api.v1.JoinRoomRequest;
import dev.parley.api.v1.ListMessagesRequest;
import dev.parley.api.v1.ListRoomsRequest;
import dev.parley.api.v1.Problem;
import dev.parley.api.v1.Room;
import dev.parley.api.v1.SendMessageRequest;
import dev.parley.gateway.PublicContracts;
import dev.parley.platform.errors.Problems;
import dev.parley.platform.rpc.Role;
import io.grpc.MethodDescriptor;
import io.grpc.protobuf.ProtoUtils;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RestRouteTest {
  private final List<RestRoute> routes = RestRoute.of(PublicContracts.ALL);

  @Test
  void variablesOfThePathAreDecoded() {
    assertThat(request(HttpMethod.GET, "/v1/rooms/a%20b+c%2Fd%C3%A4", "", ""))
        .isEqualTo(GetRoomRequest.newBuilder().setRoomId("a b+c/dä").build());
  }

  @Test
  void aVerbAtTheEndBelongsToTheRouteAndNotToTheVariable() {
    assertThat(request(HttpMethod.POST, "/v1/rooms/7:join", "", "{}"))
        .isEqualTo(JoinRoomRequest.newBuilder().setRoomId("7").build());
    assertThat(routes).noneMatch(route -> route.path().matcher("/v1/rooms/7:dance").matches());
    assertThat(routes).noneMatch(route -> route.path().matcher("/v1/rooms/7/join").matches());
    assertThat(routes).noneMatch(route -> route.path().matcher("/v1/rooms/").matches());
  }

  @Test
  void aQueryGivesFieldsOfEveryType() {
    assertThat(
            request(
                HttpMethod.GET, "/v1/rooms/7/messages", "after=9007199254740991&pageSize=5", ""))
        .isEqualTo(
            ListMessagesRequest.newBuilder()
                .setRoomId("7")
                .setAfter(9007199254740991L)
                .setPageSize(5)
                .build());
    assertThat(request(HttpMethod.GET, "/v1/rooms", "pageToken=a%2Bb%20c", ""))
        .isEqualTo(ListRoomsRequest.newBuilder().setPageToken("a+b c").build());
    assertThat(anyRequest("name=a&kind=CHANNEL&joined=true&memberCount=-1"))
        .isEqualTo(
            Room.newBuilder()
                .setName("a")
                .setKind(Room.Kind.CHANNEL)
                .setJoined(true)
                .setMemberCount(-1)
                .build());
  }

  @Test
  void aQueryThatDoesNotFitSaysWhatWasExpected() {
    assertThat(refusal("pageSize=many").getErrors(0).getField()).isEqualTo("pageSize");
    assertThat(refusal("pageSize=many").getErrors(0).getMessage()).contains("whole number");
    assertThat(refusal("pageSize=99999999999").getCode()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(refusal("page_size=1").getErrors(0).getField()).isEqualTo("page_size");
    assertThat(refusal("colour=red").getErrors(0).getField()).isEqualTo("colour");
    assertThat(refusalOf(() -> anyRequest("kind=PALACE")).getErrors(0).getMessage())
        .contains("CHANNEL");
    assertThat(refusalOf(() -> anyRequest("joined=perhaps")).getErrors(0).getMessage())
        .contains("true or false");
  }

  @Test
  void aVariableOfThePathIsNoQueryParameter() {
    assertThat(
            refusalOf(() -> request(HttpMethod.GET, "/v1/rooms/7/messages", "roomId=8", ""))
                .getErrors(0)
                .getField())
        .isEqualTo("roomId");
  }

  @Test
  void whatThePathSaysTheBodyMayNotSayAgain() {
    assertThat(request(HttpMethod.POST, "/v1/rooms/7/messages", "", "{\"text\":\"hi\"}"))
        .isEqualTo(SendMessageRequest.newBuilder().setRoomId("7").setText("hi").build());
    Problem problem =
        refusalOf(() -> request(HttpMethod.POST, "/v1/rooms/7/messages", "", "{\"roomId\":\"8\"}"));

    assertThat(problem.getCode()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
    assertThat(problem.getErrors(0).getField()).isEqualTo("roomId");
  }

  @Test
  void aRouteWithABodyTakesNoQuery() {
    assertThat(
            refusalOf(() -> request(HttpMethod.POST, "/v1/rooms/7/messages", "text=hi", ""))
                .getErrors(0)
                .getField())
        .isEqualTo("text");
  }

  private Problem refusal(String query) {
    return refusalOf(() -> request(HttpMethod.GET, "/v1/rooms", query, ""));
  }

  private static Problem refusalOf(Runnable request) {
    Problem[] problem = new Problem[1];
    assertThatThrownBy(request::run)
        .isInstanceOf(io.grpc.StatusRuntimeException.class)
        .satisfies(failure -> problem[0] = Problems.of(failure));
    return problem[0];
  }

  private Message request(HttpMethod verb, String path, String query, String body) {
    for (RestRoute route : routes) {
      Matcher matcher = route.path().matcher(path);
      if (route.verb() == verb && matcher.matches()) {
        return route.request(matcher, QueryParams.fromQueryString(query), body);
      }
    }
    throw new AssertionError("no route for " + verb + " " + path);
  }

  /** A route whose request has fields of all the types that the contract's do not have. */
  private static Message anyRequest(String query) {
    MethodDescriptor<Message, Message> method =
        MethodDescriptor.<Message, Message>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("test/Method")
            .setRequestMarshaller(ProtoUtils.marshaller((Message) Room.getDefaultInstance()))
            .setResponseMarshaller(ProtoUtils.marshaller((Message) Room.getDefaultInstance()))
            .build();
    Pattern path = Pattern.compile("/");
    Matcher matcher = path.matcher("/");
    assertThat(matcher.matches()).isTrue();
    return new RestRoute(HttpMethod.GET, path, List.of(), false, method, Role.CHAT, false)
        .request(matcher, QueryParams.fromQueryString(query), "");
  }
}
