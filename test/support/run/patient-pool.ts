/**
 * Lets the workers of a project's pool take as long to start as they need. Vitest gives each 60 to 90 s, by no
 * option to be changed, and calls the run failed; on a busy machine workerd takes longer.
 */
import type { Plugin } from 'vitest/config'
import type { PoolWorker, WorkerRequest } from 'vitest/node'

type Listener = (...told: unknown[]) => void

/** A plugin that comes after the one whose pool it holds. */
export function patientPool(): Plugin {
  return {
    name: 'patient-pool',
    configureVitest({ project }) {
      const runner = project.config.poolRunner
      if (runner === undefined) throw new Error('the project has no pool of its own')
      project.config.poolRunner = {
        name: runner.name,
        createPoolWorker: (options) => patient(runner.createPoolWorker(options)),
      }
    },
  }
}

/** The worker, which says at once that it has started, and is told what to do when it has. */
function patient(worker: PoolWorker): PoolWorker {
  const listeners: [event: string, listener: Listener][] = []
  const tell = (event: string, ...told: unknown[]): void => {
    for (const [name, listener] of [...listeners]) if (name === event) listener(...told)
  }
  const hear: [event: string, listener: Listener][] = [
    ['message', (told) => (isStarted(told) ? ready() : tell('message', told))],
    ['error', (error) => tell('error', error)],
    ['exit', (...how) => tell('exit', ...how)],
  ]
  let waiting: WorkerRequest[] | null = []
  function ready(): void {
    for (const message of waiting ?? []) worker.send(message)
    waiting = null
  }

  async function start(message: WorkerRequest): Promise<void> {
    tell('message', { __vitest_worker_response__: true, type: 'started' })
    await worker.start()
    for (const [event, listener] of hear) worker.on(event, listener)
    worker.send(message)
  }

  return {
    name: worker.name,
    start: async () => undefined,
    send(message) {
      if (message.type === 'start') start(message).catch((error: unknown) => tell('error', error))
      else if (waiting === null) worker.send(message)
      else waiting.push(message)
    },
    on(event, listener) {
      listeners.push([event, listener])
    },
    off(event, listener) {
      const at = listeners.findIndex(([name, one]) => name === event && one === listener)
      if (at !== -1) listeners.splice(at, 1)
    },
    deserialize: (message) => worker.deserialize(message),
    async stop() {
      for (const [event, listener] of hear) worker.off(event, listener)
      await worker.stop()
    },
  }
}

/** Whether a worker that started well says so; one that did not is told of as it is. */
function isStarted(told: unknown): boolean {
  return (
    typeof told === 'object' &&
    told !== null &&
    'type' in told &&
    told.type === 'started' &&
    !('error' in told && told.error !== undefined)
  )
}
