package dev.attune.deploy.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** TCP ports on loopback. */
final class Ports {
  private static final int CONNECT_TIMEOUT_MILLIS = 500;

  private Ports() {}

  /** The port itself if it can be listened on, or a free one for 0. */
  static int choose(int wanted, String server) {
    if (wanted < 0 || wanted > 65_535) {
      throw new StartupException(
          "Port " + wanted + " for the " + server + " is not a port: use 0 (any free) to 65535.");
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new StartupException(
          "Port "
              + wanted
              + " for the "
              + server
              + " is taken or may not be used; choose another, or 0 for any free one.",
          e);
    }
  }

  static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_TIMEOUT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
