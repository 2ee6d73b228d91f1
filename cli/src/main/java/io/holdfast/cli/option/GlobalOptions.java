package io.holdfast.cli.option;

import picocli.CommandLine.Mixin;

/** The options of every command, by what they are about. */
public final class GlobalOptions {
  @Mixin private RepositoryOptions repository = new RepositoryOptions();
  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  /** Which repository, by which password, under which lock. */
  public RepositoryOptions repository() {
    return repository;
  }

  /** How its store is reached. */
  public StoreOptions store() {
    return store;
  }

  /** What is printed how. */
  public OutputOptions output() {
    return output;
  }

  /** Whether results are for a program: {@code --json} or {@code -o json}. */
  public boolean json() {
    return output.json() || store.extended().contains("json");
  }
}
