/** 坐标: a place on the Earth in degrees of latitude and longitude (WGS 84), as one text: `31.2304, 121.4737`. */

export interface Point {
  latitude: number
  longitude: number
}

const NUMBER = String.raw`[+-]?\d{1,3}(?:\.\d{1,15})?`
const PAIR = new RegExp(String.raw`^(${NUMBER})\s*[,，]\s*(${NUMBER})$`)
/** Digits behind the point that are kept: a tenth of a metre. */
const DIGITS = 6

/** The point that a text says, latitude first; null where it is no pair of degrees on the Earth. */
export function pointIn(text: string | undefined): Point | null {
  const [, latitude, longitude] = PAIR.exec(text?.trim() ?? '') ?? []
  if (latitude === undefined || longitude === undefined) return null
  const point = { latitude: Number(latitude), longitude: Number(longitude) }
  return Math.abs(point.latitude) <= 90 && Math.abs(point.longitude) <= 180 ? point : null
}

/** The text of a point, to a tenth of a metre. */
export function pointText({ latitude, longitude }: Point): string {
  const short = (degrees: number) => String(Number(degrees.toFixed(DIGITS)))
  return `${short(latitude)}, ${short(longitude)}`
}

/** Form of such a text, for fields. */
export const pointForm = { error: 'point', fits: (text: string) => pointIn(text) !== null }
