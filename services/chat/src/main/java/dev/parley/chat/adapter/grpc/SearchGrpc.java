package dev.parley.chat.adapter.grpc;

import static dev.parley.platform.rpc.Answers.pageSize;
import static dev.parley.platform.rpc.Answers.send;
import static dev.parley.platform.rpc.Answers.time;

import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.SearchHit;
import dev.parley.api.v1.SearchMessagesRequest;
import dev.parley.api.v1.SearchMessagesResponse;
import dev.parley.api.v1.SearchServiceGrpc.SearchServiceImplBase;
import dev.parley.api.v1.TextRange;
import dev.parley.chat.app.SearchMessages;
import dev.parley.chat.app.SearchMessages.Result;
import dev.parley.chat.domain.Message;
import dev.parley.chat.domain.SearchQuery;
import dev.parley.chat.port.MessageSearch.Found;
import dev.parley.chat.port.MessageSearch.Hit;
import dev.parley.platform.errors.Problems;
import dev.parley.platform.rpc.CallContext;
import dev.parley.platform.rpc.PageTokens;
import io.grpc.stub.StreamObserver;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The public contract of search. */
public final class SearchGrpc extends SearchServiceImplBase {
  private final SearchMessages search;

  public SearchGrpc(SearchMessages search) {
    this.search = search;
  }

  @Override
  public void searchMessages(
      SearchMessagesRequest request, StreamObserver<SearchMessagesResponse> answer) {
    Result result =
        search.search(
            CallContext.userId(),
            request.getQuery(),
            zone(request.getTimeZone()),
            PageTokens.decode(request.getPageToken()).map(PageTokens.Mark::id),
            pageSize(request.getPageSize(), 20));
    switch (result) {
      case Result.Done done -> send(answer, response(done.query(), done.found()));
      case Result.Unfit unfit ->
          throw Problems.refuseField(ErrorCode.INVALID_ARGUMENT, "query", unfit.expected());
    }
  }

  private static ZoneId zone(String name) {
    try {
      return name.isEmpty() ? ZoneOffset.UTC : ZoneId.of(name);
    } catch (DateTimeException e) {
      throw Problems.refuseField(
          ErrorCode.INVALID_ARGUMENT,
          "timeZone",
          "expected an identifier of the IANA database, such as Europe/Berlin");
    }
  }

  private static SearchMessagesResponse response(SearchQuery query, Found found) {
    SearchMessagesResponse.Builder response =
        SearchMessagesResponse.newBuilder()
            .addAllHits(found.hits().stream().map(hit -> hit(query, hit)).toList())
            .setNextPageToken(found.next().map(id -> PageTokens.encode("", id)).orElse(""))
            .setTotalCount(found.total())
            .setTotalEstimated(found.estimated());
    Instant since = found.indexedSince();
    return since == null ? response.build() : response.setIndexedSince(time(since)).build();
  }

  private static SearchHit hit(SearchQuery query, Hit hit) {
    SearchHit.Builder proto =
        SearchHit.newBuilder()
            .setMessage(Protos.message(hit.message()))
            .addAllHighlights(
                query.in(hit.message().text()).stream()
                    .map(range ->
                        TextRange.newBuilder()
                            .setStart(range.start())
                            .setLength(range.length())
                            .build())
                    .toList());
    Message previous = hit.previous();
    if (previous != null) {
      proto.setPrevious(Protos.message(previous));
    }
    Message next = hit.next();
    if (next != null) {
      proto.setNext(Protos.message(next));
    }
    return proto.build();
  }
}
