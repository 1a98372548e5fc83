/// A word of a command as a POSIX shell reads it: quoted where a letter of it means something to the shell.
package func shellWord(_ word: String) -> String {
    let letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".utf8
    let plain = word.utf8.allSatisfy { byte in
        letters.contains(byte) || "-_=./,:+@%".utf8.contains(byte)
    }
    return plain && !word.isEmpty ? word : "'" + word.replacing("'", with: "'\\''") + "'"
}
