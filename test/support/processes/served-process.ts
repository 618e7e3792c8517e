/** `npm start` in a process of its own, which can be killed. */
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { bundled } from './bundled.ts'

export interface ServedProcess {
  url: string
  /** Kills it outright (SIGKILL); resolves when it is gone. */
  kill(): Promise<void>
}

/** Starts the server over a data folder; resolves when it answers. @param port 0 takes any free one */
export async function startProcess(dataDir: string, port: number): Promise<ServedProcess> {
  const cwd = fileURLToPath(new URL('../../..', import.meta.url))
  const child = spawn(process.execPath, [await bundled(`${cwd}worker/node.ts`)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd,
    env: { ...process.env, DATA_DIR: dataDir, PORT: String(port), HOST: '127.0.0.1' },
  })
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
    child.stdout.on('data', (line: Buffer) => {
      const url = /http:\/\/[\d.:]+/.exec(String(line))?.[0]
      if (url === undefined) return
      resolve({
        url,
        async kill() {
          child.kill('SIGKILL')
          await gone
        },
      })
    })
  })
}
