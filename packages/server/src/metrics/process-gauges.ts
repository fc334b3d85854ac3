import { monitorEventLoopDelay, type IntervalHistogram } from 'node:perf_hooks'
import { Counter, Gauge, type Registry } from 'prom-client'

const NANO = 1e9, MICRO = 1e6
/** How often the event loop is looked at. Each look wakes the process: at fifty a second they took more than all else it does while nothing happens. */
const EVERY_MS = 100

/** What the process itself takes. Returns how to stop looking. */
export function processGauges(registry: Registry): () => void {
  const delay = monitorEventLoopDelay({ resolution: EVERY_MS })
  delay.enable()
  let told = 0
  const gauges = [
    new Gauge({ name: 'nodejs_eventloop_lag_p99_seconds', help: 'How late the event loop came, at the 99th percentile since the last look.', registers: [], collect() { this.set(lateness(delay, 99)) } }),
    new Gauge({
      name: 'nodejs_eventloop_lag_max_seconds', help: 'How late the event loop came at most since the last look.', registers: [],
      collect() {
        this.set(lateness(delay, 100))
        delay.reset()
      },
    }),
    new Gauge({ name: 'process_resident_memory_bytes', help: 'Memory of the process.', registers: [], collect() { this.set(process.memoryUsage.rss()) } }),
    new Counter({
      name: 'process_cpu_seconds_total', help: 'Time of processors that the process has used.', registers: [],
      collect() {
        const { user, system } = process.cpuUsage(), now = (user + system) / MICRO
        this.inc(now - told)
        told = now
      },
    }),
  ]
  for (const gauge of gauges) registry.registerMetric(gauge)
  return () => void delay.disable()
}

/** Nothing measured yet is nothing late. */
const lateness = (delay: IntervalHistogram, percentile: number): number => (delay.count === 0 ? 0 : Math.max(delay.percentile(percentile) / NANO - EVERY_MS / 1_000, 0))
