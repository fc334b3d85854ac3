export { otelTracer, type OtelApi } from './otel-tracer.ts'
