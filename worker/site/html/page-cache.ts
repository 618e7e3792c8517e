/** A page as it goes out, ready to be sent again. */
export interface Rendered {
  body: Uint8Array<ArrayBuffer>
  etag: string
  headers: Record<string, string>
}

/**
 * Rendered pages by key, least recently used out first, of one size of the ledger: as it grows, all of them go. What
 * was lawfully erased is in no page here, since its erasure is an entry.
 */
export class PageCache {
  private readonly pages = new Map<string, Rendered>()
  /** Addresses of the pages, to know beforehand whether one is probably here. */
  private readonly addresses = new Set<string>()
  private readonly most: number
  private bytes = 0
  private size = 0

  /** @param most bytes of HTML kept in all */
  constructor(most: number) {
    this.most = most
  }

  /** @param size of the ledger that the page is to show */
  get(size: number, key: string): Rendered | null {
    this.growTo(size)
    const found = size === this.size ? this.pages.get(key) : undefined
    if (found === undefined) return null
    this.pages.delete(key)
    this.pages.set(key, found)
    return found
  }

  /** True for a page of this address and size that was kept; it may have been of another day. */
  has(size: number, address: string): boolean {
    return size === this.size && this.addresses.has(address)
  }

  /** @param size of the ledger before the page was made */
  set(size: number, key: string, page: Rendered, address = ''): void {
    this.growTo(size)
    if (size < this.size) return
    this.bytes += page.body.length - (this.pages.get(key)?.body.length ?? 0)
    this.pages.delete(key)
    this.pages.set(key, page)
    if (address !== '') this.addresses.add(address)
    for (const [oldest, { body }] of this.pages) {
      if (this.bytes <= this.most) break
      this.pages.delete(oldest)
      this.bytes -= body.length
    }
  }

  private growTo(size: number): void {
    if (size <= this.size) return
    this.size = size
    this.pages.clear()
    this.addresses.clear()
    this.bytes = 0
  }
}
