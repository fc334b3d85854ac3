import type { Runner, TaskList } from 'graphile-worker'

/** Jobs that do nothing, on graphile-worker as it comes, with as many at once and as many connections as ours. */
export interface GraphileJobs {
  /** Adds so many jobs at once; milliseconds from the first that began to the last. */
  throughput(many: number): Promise<number>
  /** Milliseconds from asking for a job to its beginning. */
  latency(): Promise<number>
  close(): Promise<void>
}

/** The schema is laid out here; the worker listens and waits. */
export async function graphileJobs(connectionString: string, connections: number): Promise<GraphileJobs> {
  const { Logger, makeWorkerUtils, run } = await import('graphile-worker')
  const options = { connectionString, logger: new Logger(() => () => {}) }
  const utils = await makeWorkerUtils({ ...options, maxPoolSize: 2 })
  await utils.migrate()
  let began: () => void = () => {}
  const taskList: TaskList = { nothing: async () => began() }
  const runner: Runner = await run({ ...options, taskList, concurrency: connections, maxPoolSize: connections, noHandleSignals: true })
  return {
    async throughput(many) {
      let first = 0, seen = 0
      const over = new Promise<number>(resolve => {
        began = () => {
          if (seen++ === 0) first = performance.now()
          if (seen === many) resolve(performance.now() - first)
        }
      })
      await utils.withPgClient(client => client.query("select graphile_worker.add_jobs(array(select json_populate_record(null::graphile_worker.job_spec, '{\"identifier\": \"nothing\"}') from generate_series(1, $1)))", [many]))
      return over
    },
    async latency() {
      const asked = performance.now(), start = new Promise<number>(resolve => { began = () => resolve(performance.now() - asked) })
      await utils.addJob('nothing', {})
      return start
    },
    async close() {
      await runner.stop()
      await utils.release()
    },
  }
}
