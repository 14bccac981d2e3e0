package dev.parley.auth;

import static dev.parley.auth.Installation.refusal;
import static dev.parley.platform.pictures.PictureFiles.jpeg;
import static dev.parley.platform.pictures.PictureFiles.png;
import static dev.parley.platform.pictures.PictureFiles.pngThatClaims;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.parley.api.internal.v1.GetAvatarRequest;
import dev.parley.api.internal.v1.GetAvatarResponse;
import dev.parley.api.internal.v1.PersonRecord;
import dev.parley.api.v1.AuthSession;
import dev.parley.api.v1.DeleteAvatarRequest;
import dev.parley.api.v1.ErrorCode;
import dev.parley.api.v1.GetUserRequest;
import dev.parley.api.v1.SetAvatarRequest;
import dev.parley.api.v1.User;
import dev.parley.api.v1.UsersServiceGrpc.UsersServiceBlockingStub;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AvatarsTest {
  private Installation installation;
  private AuthSession ada;
  private UsersServiceBlockingStub users;

  @BeforeEach
  void signIn() {
    installation = Installation.start();
    ada = installation.register("ada");
    users = installation.users(ada.getAccessToken());
  }

  @AfterEach
  void stop() {
    installation.close();
  }

  @Test
  void aPictureIsShownToOthersAsItWasGiven() {
    byte[] file = jpeg(64, 64);
    User shown = show(file);

    User seen =
        installation
            .users(installation.register("bob").getAccessToken())
            .getUser(GetUserRequest.newBuilder().setUserId(shown.getId()).build());
    assertThat(seen.getAvatarVersion()).isEqualTo(shown.getAvatarVersion()).isNotEmpty();
    GetAvatarResponse avatar = avatar(shown.getAvatarVersion());
    assertThat(avatar.getPicture().toByteArray()).isEqualTo(file);
    assertThat(avatar.getMediaType()).isEqualTo("image/jpeg");
  }

  @Test
  void aNewPictureTakesThePlaceOfTheFormer() {
    String former = show(png(64, 64)).getAvatarVersion();
    String now = show(png(65, 65)).getAvatarVersion();

    assertThat(avatar(now).getMediaType()).isEqualTo("image/png");
    assertThat(refusal(() -> avatar(former)).getCode()).isEqualTo(ErrorCode.AVATAR_NOT_FOUND);
  }

  @Test
  void whoRemovesTheirPictureShowsNone() {
    String version = show(png(64, 64)).getAvatarVersion();

    assertThat(delete().getAvatarVersion()).isEmpty();
    assertThat(delete().getAvatarVersion()).isEmpty();
    assertThat(refusal(() -> avatar(version)).getCode()).isEqualTo(ErrorCode.AVATAR_NOT_FOUND);
  }

  @Test
  void otherServicesAreToldWhichPictureSomebodyShowsAndOnlyOnce() {
    String version = show(png(64, 64)).getAvatarVersion();
    show(png(64, 64));
    delete();

    assertThat(installation.told())
        .extracting(PersonRecord::getAvatarVersion)
        .containsExactly("", version, "");
    assertThat(installation.told())
        .extracting(PersonRecord::getVersion)
        .containsExactly(1L, 2L, 3L);
  }

  @Test
  void whatIsNoFitPictureIsRefusedAndTheFormerStays() {
    String version = show(png(64, 64)).getAvatarVersion();

    assertThat(refused("<svg><script>alert(1)</script></svg>".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(ErrorCode.PICTURE_UNREADABLE);
    assertThat(refused(new byte[0])).isEqualTo(ErrorCode.PICTURE_UNREADABLE);
    assertThat(refused(pngThatClaims(10_000, 10_000))).isEqualTo(ErrorCode.PICTURE_DIMENSIONS);
    assertThat(refused(new byte[600_000])).isEqualTo(ErrorCode.PAYLOAD_TOO_LARGE);
    assertThat(avatar(version).getPicture().size()).isPositive();
  }

  @Test
  void aVersionIsThatOfOnePersonsPicture() {
    String version = show(png(64, 64)).getAvatarVersion();
    String bob = installation.register("bob").getUser().getId();

    assertThat(refusal(() -> avatar(bob, version)).getCode()).isEqualTo(ErrorCode.AVATAR_NOT_FOUND);
  }

  private User show(byte[] file) {
    return users.setAvatar(
        SetAvatarRequest.newBuilder().setPicture(ByteString.copyFrom(file)).build());
  }

  private ErrorCode refused(byte[] file) {
    return refusal(() -> show(file)).getCode();
  }

  private User delete() {
    return users.deleteAvatar(DeleteAvatarRequest.getDefaultInstance());
  }

  private GetAvatarResponse avatar(String version) {
    return avatar(ada.getUser().getId(), version);
  }

  private GetAvatarResponse avatar(String userId, String version) {
    return installation
        .people()
        .getAvatar(GetAvatarRequest.newBuilder().setUserId(userId).setVersion(version).build());
  }
}
