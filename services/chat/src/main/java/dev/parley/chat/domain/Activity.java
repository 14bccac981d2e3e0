package dev.parley.chat.domain;

/** Whether somebody is at any of their devices, from least to most. */
public enum Activity {
  /** None is connected. */
  NONE,
  /** One is connected, and nobody is at it. */
  IDLE,
  /** Somebody is at one. */
  ACTIVE
}
