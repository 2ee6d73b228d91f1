package io.holdfast.protection.restore;

/**
 * Which directory it is, whatever its name becomes.
 *
 * @param device of its file system; the number may be another one after the machine's next start
 * @param inode unique within the file system
 */
public record DirectoryIdentity(long device, long inode) {}
