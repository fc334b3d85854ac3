/** How a server is reached, and by whom. */
export interface ServerSettings {
  /** The addresses people and agents use for it, like `https://paperclip.example`; the first stands in links. What is asked of any other host is refused. */
  publicUrls: readonly string[]
  /** Proxies whose forwarded headers are believed: addresses or ranges. None unless given. */
  trustedProxies: readonly string[]
}
