import Files
import Foundation
import LibCurl

/// The functions of libcurl, which is loaded when a server is first asked.
///
/// Foundation's own client is made of it, but reads the bodies of redirects to their ends, waits for
/// ever after some refusals, and needs threads.
struct CurlLibrary: @unchecked Sendable {
    typealias Handle = UnsafeMutableRawPointer

    let easyInit: @convention(c) () -> Handle?
    let easyCleanup: @convention(c) (Handle) -> Void
    let easyReset: @convention(c) (Handle) -> Void
    let easySetOption: lc_variadic
    let easyGetInfo: lc_variadic
    let easyError: @convention(c) (CInt) -> UnsafePointer<CChar>
    let multiInit: @convention(c) () -> Handle?
    let multiCleanup: @convention(c) (Handle) -> CInt
    let multiAdd: @convention(c) (Handle, Handle) -> CInt
    let multiRemove: @convention(c) (Handle, Handle) -> CInt
    let multiPerform: @convention(c) (Handle, UnsafeMutablePointer<CInt>) -> CInt
    let multiWait:
        @convention(c) (
            Handle, UnsafeMutableRawPointer?, CUnsignedInt, CInt, UnsafeMutablePointer<CInt>
        ) -> CInt
    let multiRead:
        @convention(c) (Handle, UnsafeMutablePointer<CInt>) -> UnsafeMutablePointer<lc_message>?
    let listAppend: @convention(c) (Handle?, UnsafePointer<CChar>) -> Handle?
    let listFree: @convention(c) (Handle?) -> Void

    static let shared = Result { () throws(FetchError) in try CurlLibrary() }

    private init() throws(FetchError) {
        guard let library = dlopen("libcurl.so.4", RTLD_NOW) else {
            let reason = dlerror().map { String(cString: $0) } ?? "it is not there"
            throw FetchError(
                .unreachable, "libcurl, which talks to servers, cannot be loaded: \(reason)")
        }
        func function<Function>(_ name: String) throws(FetchError) -> Function {
            guard let symbol = dlsym(library, name) else {
                throw FetchError(.unreachable, "libcurl is too old: it has no \(name)")
            }
            return unsafeBitCast(symbol, to: Function.self)
        }
        let start: @convention(c) (CLong) -> CInt = try function("curl_global_init")
        easyInit = try function("curl_easy_init")
        easyCleanup = try function("curl_easy_cleanup")
        easyReset = try function("curl_easy_reset")
        easySetOption = try function("curl_easy_setopt")
        easyGetInfo = try function("curl_easy_getinfo")
        easyError = try function("curl_easy_strerror")
        multiInit = try function("curl_multi_init")
        multiCleanup = try function("curl_multi_cleanup")
        multiAdd = try function("curl_multi_add_handle")
        multiRemove = try function("curl_multi_remove_handle")
        multiPerform = try function("curl_multi_perform")
        multiWait = try function("curl_multi_wait")
        multiRead = try function("curl_multi_info_read")
        listAppend = try function("curl_slist_append")
        listFree = try function("curl_slist_free_all")
        let everything = 3
        guard start(everything) == 0 else {
            throw FetchError(.unreachable, "libcurl, which talks to servers, cannot be started")
        }
    }
}

/// Numbers of libcurl's ABI.
enum CurlOption {
    static let writeData: CInt = 10001
    static let url: CInt = 10002
    static let errorBuffer: CInt = 10010
    static let headers: CInt = 10023
    static let headerData: CInt = 10029
    static let write: CInt = 20011
    static let header: CInt = 20079
    static let noBody: CInt = 44
    static let protocols: CInt = 181
    static let connectTimeout: CInt = 156
    static let withoutConnectHeaders: CInt = 265
    static let netrc: CInt = 51
}

enum CurlInfo {
    static let status: CInt = 0x200002
    static let connectStatus: CInt = 0x200016
}
