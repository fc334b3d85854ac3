import type { Command } from 'commander'

/** The options by which `start` is reached, and by which `doctor` looks whether it would be. */
export const servingOptions = (command: Command): Command => command
  .option('--port <n>', 'the port it serves on: 4400 or the next one that is free; 0 is any')
  .option('--host <address>', 'the address it binds: 127.0.0.1 unless said; others once somebody owns the installation')
  .option('--public-url <url...>', 'the addresses it is reached by, like https://paperclip.example; it answers no other')
  .option('--trust-proxy <range...>', 'proxies whose word is taken for whom they forward: addresses or ranges')
  .option('--webhook-allow <host...>', 'where webhooks may go although it is not public: addresses, networks or names')
  .option('--limit <name=n...>', 'how often and how much at once: requests and strangers a minute, tries, looks and changes at once, streams, connections')
  .option('--oidc-issuer <url>', 'people sign in by this provider of OpenID Connect too; the client secret is in $PAPERCLIPAI_OIDC_CLIENT_SECRET')
  .option('--oidc-client-id <id>', 'under which id this server is registered there, with <public address>/oidc to come back to')
  .option('--oidc-name <name>', 'what people call the provider, where they sign in')
  .option('--tls-cert <file>', 'serve HTTPS with this certificate (PEM)')
  .option('--tls-key <file>', 'the key of the certificate (PEM)')
  .option('--compatibility', 'serve agents written for the existing Paperclip application too, below /api')
  .option('--log-level <level>', 'how much is said on stderr: silent, error, warn (unless said) or info, which is also a line for each request; else $PAPERCLIPAI_LOG_LEVEL')
  .option('--log-format <format>', 'how: json, or text, as it is on a terminal unless said')
  .option('--no-serve', 'serve nothing over HTTP')
