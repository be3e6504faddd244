package dev.attune.deploy.view;

/**
 * A release in words.
 *
 * @param what which one, what became of it, and why
 * @param how how well it does; empty while nothing is known
 */
public record ReleaseLine(String what, String how) {}
