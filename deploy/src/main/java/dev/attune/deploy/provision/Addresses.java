package dev.attune.deploy.provision;

/**
 * Where a cluster is.
 *
 * @param bootstrapServers the brokers, {@code host:port}, several separated by commas
 * @param registryUrl the address of the registry's Confluent API
 */
public record Addresses(String bootstrapServers, String registryUrl) {}
