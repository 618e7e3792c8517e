/** Rows that sum others up, by the word that stands where other rows have a title. */

/** Pattern of the texts that say so, edges aside: a mapping names it under `when`. */
export const SUM =
  '^\\s*(?:[合总小共總総]\\s*[计計]|計|[합총소]?\\s*계|(?:[Gg]rand )?[Tt]otal[es]?|GRAND TOTAL|TOTAL|[Ss]ub-?\\s?[Tt]otal|SUBTOTAL|[Tt]ota(?:is|al)|Summe|Gesamt(?:summe)?|[Ии]того|ИТОГО|[Вв]сего|ВСЕГО|Усього|Разом|[Rr]azem|Ogółem|[Cc]elkem|Spolu|Összesen|Summa|Sammanlagt|Yhteensä|Toplam|TOPLAM|Tổng cộng|Jumlah|कुल|योग|รวม|الإجمالي|المجموع|סך הכל)\\s*[:：]?\\s*$|^\\s*(?:[Ss]ub-?\\s?[Tt]otals?|SUB-?\\s?TOTALS?|[Gg]rand [Tt]otals?|GRAND TOTALS?|[Tt]otal [Gg][eé]n[eé]ral|TOTAL GENERAL|TOTAL G[EÉ]N[EÉ]RAL|[Ss]ous-total|[Zz]wischensumme|[Gg]esamtsumme)(?:\\s.*|[:：(（].*)?$|^\\s*[小合]\\s*[计計]\\s*[:：(（].*$'

const PATTERN = new RegExp(SUM, 'u')

/** True for a text that says that its row is a sum. */
export function isSum(text: string): boolean {
  return PATTERN.test(text)
}
