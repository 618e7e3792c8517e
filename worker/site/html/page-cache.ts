/** A page as it goes out, ready to be sent again. */
export interface Rendered {
  body: Uint8Array<ArrayBuffer>
  etag: string
  headers: Record<string, string>
}

/**
 * Rendered pages by key, least recently used out first. A key holds the size of the ledger: as the ledger only
 * grows, what was rendered at a size stays true, and nothing is ever invalidated.
 */
export class PageCache {
  private readonly pages = new Map<string, Rendered>()
  private readonly most: number
  private bytes = 0

  /** @param most bytes of HTML kept in all */
  constructor(most: number) {
    this.most = most
  }

  get(key: string): Rendered | null {
    const found = this.pages.get(key)
    if (found === undefined) return null
    this.pages.delete(key)
    this.pages.set(key, found)
    return found
  }

  set(key: string, page: Rendered): void {
    this.bytes += page.body.length - (this.pages.get(key)?.body.length ?? 0)
    this.pages.delete(key)
    this.pages.set(key, page)
    for (const [oldest, { body }] of this.pages) {
      if (this.bytes <= this.most) break
      this.pages.delete(oldest)
      this.bytes -= body.length
    }
  }
}
