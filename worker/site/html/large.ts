/** 长者版: a page in large type, chosen by its address alone: no cookie, no script; it goes along with every link. */

/** The parameter that chooses it. */
export const LARGE = 'large'

/** True for an address that asks for large type. */
export function isLarge(url: URL): boolean {
  return url.searchParams.get(LARGE) === '1'
}

const LINK = /(<a\b[^>]*?\shref=")(\/(?:zh|en)(?=[/?#"])[^"?#]*)(\?[^"#]*)?(#[^"]*)?"/g
const FORM = /<form\b[^>]*\smethod="get"[^>]*>/g

/**
 * Document whose links to pages of the site, and whose forms that lead to one, keep to large type. Links that say
 * themselves which type they lead to are left as they are.
 */
export function keepLarge(html: string): string {
  return html
    .replace(LINK, (whole, start: string, path: string, query = '', hash = '') => {
      if (/[?;&]large=/.test(query)) return whole
      return `${start}${path}${query === '' ? '?' : `${query}&amp;`}${LARGE}=1${hash}"`
    })
    .replace(FORM, (form) => `${form}<input type="hidden" name="${LARGE}" value="1">`)
}
