/// What is wrong with a file that must be text in UTF-8, by its first bytes: it is in another encoding, or
/// only what Git LFS leaves in a file's place. The words follow the file's name.
package func problemOfText(_ bytes: some Collection<UInt8>) -> String? {
    GitLFSPointer.isAt(bytes) ? GitLFSPointer.problem : ByteOrderMark.problem(bytes)
}
