/** A page as it goes out, ready to be sent again. */
export interface Rendered {
  body: Uint8Array<ArrayBuffer>
  etag: string
  headers: Record<string, string>
}

interface Kept {
  page: Rendered
  address: string
  bytes: number
}

/**
 * Rendered pages by key, least recently used out first, of one size of the ledger: as it grows, all of them go. What
 * was lawfully erased is in no page here, since its erasure is an entry.
 */
export class PageCache {
  private readonly pages = new Map<string, Kept>()
  /** Number of kept pages of each address, to know beforehand if one is probably here. */
  private readonly addresses = new Map<string, number>()
  private readonly most: number
  private bytes = 0
  private size = 0

  /** @param most bytes kept in all: of HTML, and of the keys and addresses under which it is found */
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
    return found.page
  }

  /** True for a page of this address and size that was kept; it may have been of another day. */
  has(size: number, address: string): boolean {
    return size === this.size && this.addresses.has(address)
  }

  /** @param size of the ledger before the page was made */
  set(size: number, key: string, page: Rendered, address = ''): void {
    this.growTo(size)
    if (size < this.size) return
    this.drop(key)
    const kept = { page, address, bytes: page.body.length + 2 * (key.length + address.length) }
    this.pages.set(key, kept)
    this.bytes += kept.bytes
    if (address !== '') this.addresses.set(address, (this.addresses.get(address) ?? 0) + 1)
    for (const oldest of this.pages.keys()) {
      if (this.bytes <= this.most) break
      this.drop(oldest)
    }
  }

  private drop(key: string): void {
    const found = this.pages.get(key)
    if (found === undefined) return
    this.pages.delete(key)
    this.bytes -= found.bytes
    const left = (this.addresses.get(found.address) ?? 0) - 1
    if (left > 0) this.addresses.set(found.address, left)
    else this.addresses.delete(found.address)
  }

  private growTo(size: number): void {
    if (size <= this.size) return
    this.size = size
    this.pages.clear()
    this.addresses.clear()
    this.bytes = 0
  }
}
