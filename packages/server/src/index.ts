export { createServer, type ServerOptions } from './create-server.ts'
export type { Tls } from './http/listener.ts'
export { reachesBeyond, type Reach } from './access/reachable.ts'
export { serve, type ServeOptions, type Serving } from './serve.ts'
