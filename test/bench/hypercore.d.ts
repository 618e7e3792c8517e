declare module 'hypercore' {
  export default class Hypercore {
    constructor(storage: string)
    ready(): Promise<void>
    append(block: Uint8Array): Promise<unknown>
    close(): Promise<void>
  }
}
