package dev.parley.chat.adapter.grpc;

import static dev.parley.platform.rpc.Answers.pageSize;
import static dev.parley.platform.rpc.Answers.send;

import dev.parley.api.v1.Block;
import dev.parley.api.v1.BlockPersonRequest;
import dev.parley.api.v1.BlocksServiceGrpc.BlocksServiceImplBase;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.ListBlocksRequest;
import dev.parley.api.v1.ListBlocksResponse;
import dev.parley.api.v1.UnblockPersonRequest;
import dev.parley.api.v1.UnblockPersonResponse;
import dev.parley.chat.app.BlockPeople;
import dev.parley.chat.domain.Page;
import dev.parley.platform.errors.Problems;
import dev.parley.platform.rpc.Answers;
import dev.parley.platform.rpc.CallContext;
import dev.parley.platform.rpc.PageTokens;
import io.grpc.stub.StreamObserver;
import java.util.UUID;

/** The public contract of blocking people. */
public final class BlocksGrpc extends BlocksServiceImplBase {
  private final BlockPeople blockPeople;

  public BlocksGrpc(BlockPeople blockPeople) {
    this.blockPeople = blockPeople;
  }

  @Override
  public void blockPerson(BlockPersonRequest request, StreamObserver<Block> answer) {
    BlockPeople.Result result =
        blockPeople.block(CallContext.userId(), UUID.fromString(request.getUserId()));
    send(
        answer,
        switch (result) {
          case BlockPeople.Result.Blocked blocked -> block(blocked.block());
          case BlockPeople.Result.NoSuchPerson ignored ->
              throw Refusals.noSuchPerson("userId", request.getUserId());
          case BlockPeople.Result.Oneself ignored ->
              throw Problems.refuseField(
                  ErrorCode.INVALID_ARGUMENT, "userId", "expected somebody else than yourself");
          case BlockPeople.Result.TooMany ignored ->
              throw Problems.refuse(
                  ErrorCode.TOO_MANY_BLOCKS,
                  "You have blocked "
                      + dev.parley.chat.domain.Block.MAX_PER_PERSON
                      + " people, which is the most: unblock somebody first.");
        });
  }

  @Override
  public void unblockPerson(
      UnblockPersonRequest request, StreamObserver<UnblockPersonResponse> answer) {
    blockPeople.unblock(CallContext.userId(), UUID.fromString(request.getUserId()));
    send(answer, UnblockPersonResponse.getDefaultInstance());
  }

  @Override
  public void listBlocks(ListBlocksRequest request, StreamObserver<ListBlocksResponse> answer) {
    Page<dev.parley.chat.domain.Block> page =
        blockPeople.list(
            CallContext.userId(),
            PageTokens.decode(request.getPageToken())
                .map(mark -> new Page.Mark(mark.name(), mark.id())),
            pageSize(request.getPageSize(), 100));
    send(
        answer,
        ListBlocksResponse.newBuilder()
            .addAllBlocks(page.items().stream().map(BlocksGrpc::block).toList())
            .setNextPageToken(
                page.next().map(mark -> PageTokens.encode(mark.name(), mark.id())).orElse(""))
            .build());
  }

  private static Block block(dev.parley.chat.domain.Block block) {
    return Block.newBuilder()
        .setPerson(Protos.person(block.person()))
        .setCreateTime(Answers.time(block.createTime()))
        .build();
  }
}
