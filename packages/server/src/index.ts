export { createServer, type ServerOptions } from './create-server.ts'
export { pinoLogger, type PinoLoggerOptions, type ServerLogger } from './logs/pino-logger.ts'
