package io.holdfast.cli.access;

import io.holdfast.location.Environment;
import io.holdfast.repository.crypto.ScryptParameters;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneId;

/**
 * What the program finds around itself when it starts.
 *
 * @param environment the variables
 * @param clock this machine's
 * @param zone in which people are shown times
 * @param random for keys and nonces
 * @param cost of trying a password, for new key files
 */
public record Surroundings(
    Environment environment,
    InstantSource clock,
    ZoneId zone,
    SecureRandom random,
    ScryptParameters cost) {}
