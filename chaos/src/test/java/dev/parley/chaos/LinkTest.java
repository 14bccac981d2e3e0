package dev.parley.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.chaos.Link.State;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkTest {
  private ServerSocket server;
  private Link link;
  private Socket here;
  private Socket there;

  @BeforeEach
  void connect() throws IOException {
    server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
    link = new Link("here<->there", server::getLocalPort);
    here = new Socket(InetAddress.getLoopbackAddress(), link.port());
    there = server.accept();
    here.setSoTimeout(5000);
    there.setSoTimeout(5000);
    here.getOutputStream().write('a');
    assertThat(there.getInputStream().read()).isEqualTo('a');
  }

  @AfterEach
  void close() throws IOException {
    link.close();
    server.close();
  }

  @Test
  void aCutResetsWhatIsOpenAndWhatIsOpened() throws IOException {
    link.turn(State.CUT);

    assertThatThrownBy(() -> here.getInputStream().read()).isInstanceOf(SocketException.class);
    assertThatThrownBy(() -> there.getInputStream().read()).isInstanceOf(SocketException.class);
    assertThatThrownBy(() -> open().getInputStream().read()).isInstanceOf(SocketException.class);
  }

  @Test
  void whatIsStalledArrivesInTheEnd() throws IOException {
    link.turn(State.STALLED);
    here.getOutputStream().write('b');
    assertSilence();

    link.heal();

    assertThat(there.getInputStream().read()).isEqualTo('b');
  }

  @Test
  void whatIsSwallowedIsGoneWithTheConnection() throws IOException {
    link.turn(State.SWALLOWING);
    here.getOutputStream().write('b');
    assertSilence();

    link.heal();

    assertThatThrownBy(() -> there.getInputStream().read()).isInstanceOf(SocketException.class);
  }

  @Test
  void theOtherEndDoesNotLearnOfAnEndThatIsSwallowed() throws IOException {
    link.turn(State.SWALLOWING);
    here.close();

    assertSilence();
  }

  @Test
  void onceHealedItIsAsBefore() throws IOException {
    link.turn(State.CUT);
    link.heal();

    try (Socket again = open();
        Socket other = server.accept()) {
      again.getOutputStream().write('c');
      assertThat(other.getInputStream().read()).isEqualTo('c');
    }
  }

  private Socket open() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), link.port());
    socket.setSoTimeout(5000);
    return socket;
  }

  private void assertSilence() throws IOException {
    there.setSoTimeout(200);
    assertThatThrownBy(() -> there.getInputStream().read())
        .isInstanceOf(SocketTimeoutException.class);
    there.setSoTimeout(5000);
  }
}
