package io.github.camelzoom.client.auth.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Files and directories that only their owner may use. On POSIX file systems they are made that way, so that there is no
 * moment at which they are open. On file systems with access control lists (Windows) the directory is closed right after
 * it was made and its files inherit that; on others nothing can be done.
 */
public final class OwnerOnly {

    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");

    private OwnerOnly() {}

    static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** With which a file is made that only its owner may use; empty where the file system has no such attributes. */
    public static FileAttribute<?>[] attributes(Path path) {
        return posix(path) ? new FileAttribute<?>[]{ PosixFilePermissions.asFileAttribute(FILE) } : new FileAttribute<?>[0];
    }

    /** Makes one directory; its parent must be there. */
    public static void createDirectory(Path directory) throws IOException {
        if (posix(directory)) {
            Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(DIRECTORY));
            return;
        }
        Files.createDirectory(directory);
        AclFileAttributeView acl = Files.getFileAttributeView(directory, AclFileAttributeView.class);
        if (acl != null) {
            acl.setAcl(List.of(AclEntry.newBuilder().setType(AclEntryType.ALLOW).setPrincipal(acl.getOwner())
                    .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                    .setFlags(AclEntryFlag.FILE_INHERIT, AclEntryFlag.DIRECTORY_INHERIT).build()));
        }
    }

    /** Whether group or others have any right; false where that cannot be told. */
    static boolean openToOthers(Path path) throws IOException {
        if (!posix(path)) {
            return false;
        }
        Set<PosixFilePermission> others = EnumSet.copyOf(Set.of(PosixFilePermission.values()));
        others.removeAll(DIRECTORY);
        others.retainAll(Files.getPosixFilePermissions(path));
        return !others.isEmpty();
    }

    static void closeToOthers(Path file) throws IOException {
        Files.setPosixFilePermissions(file, FILE);
    }
}
