/** Work in rounds beside the serving of requests. */

export interface LoopOptions {
  /** One round. @returns milliseconds to wait before the next */
  once(): Promise<number>
  pause(milliseconds: number): Promise<void>
  onError(error: unknown): void
}

export interface Loop {
  /** Ends after the round that is under way. */
  stop(): Promise<void>
}

/** After an error, before the next try. */
const AFTER_ERROR = 10_000

/** Goes on with rounds until it is stopped. */
export function startLoop({ once, pause, onError }: LoopOptions): Loop {
  let stopped = false
  let wake = (): void => undefined

  const sleep = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      wake = resolve
      void pause(milliseconds).then(resolve)
    })

  async function run(): Promise<void> {
    while (!stopped) {
      const wait = await once().catch((error: unknown) => {
        onError(error)
        return AFTER_ERROR
      })
      if (!stopped) await sleep(wait)
    }
  }

  const running = run()
  return {
    async stop() {
      stopped = true
      wake()
      await running
    },
  }
}
