// For the tests of this repository alone: the servers, databases and networks that tests of PostgreSQL are made of.
export { onPostgres, rowsOf, socketOf, testDatabase, throughPort, type TestDatabase } from './test-database.ts'
export { findBinaries, startOwnServer, type OwnServer } from './own-server.ts'
export { tcpProxy, type TcpProxy, type Weather } from './tcp-proxy.ts'
