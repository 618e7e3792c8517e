/** Months by the names that registers print, in the languages that they are printed in. */
import { folded } from '../fold.ts'

/**
 * Names and short forms from the Common Locale Data Repository, folded, January to December: en de fr es pt it nl sv
 * da nb fi pl cs sk hu ro el tr ru uk bg et lv lt id vi ca gl eu hi th ar he. Short forms that only begin a name are
 * left out. No name means two months; Croatian, whose names mean other months in Polish and Czech, is not here.
 */
const NAMES = [
  'january janvier enero janeiro gennaio januari tammikuuta stycznia styczen ledna leden januara ianuarie ιανουαριου ocak января январь січня січень януари jaanuar janvaris sausio sausis gener xaneiro urtarrila जनवरी जन มกราคม มค يناير ינואר',
  'february fevrier febrero fevereiro febbraio helmikuuta lutego luty unora februara februarie φεβρουαριου subat февраля февраль лютого лютий февруари veebruar februaris vasario vasaris febreiro otsaila फ़रवरी फ़र กุมภาพันธ์ กพ فبراير פברואר',
  'march mar mars marzo marco maart mrt marts maaliskuuta marca marzec brezna brezen marec marcius martie μαρτιου марта березня березень kovo kovas maret martxoa मार्च มีนาคม มีค مارس מרץ',
  'avril abril aprile huhtikuuta kwietnia kwiecien dubna duben aprila aprilis aprilie απριλιου nisan апреля апрель квітня квітень април aprill balandzio balandis apirila अप्रैल เมษายน เมย أبريل אפריל',
  'mayo maio maggio mei toukokuuta maja kvetna kveten majus μαιου mayıs мая май травня травень maijs geguzes maig maiatza मई พฤษภาคม พค مايو מאי',
  'june juin junio junho giugno kesakuuta czerwca czerwiec cervna cerven cvn juna junius iunie ιουνιου haziran июня июнь червня червень юни juuni junijs birzelio birzelis juny xuno ekaina जून มิถุนายน มิย يونيو יוני',
  'july juillet julho luglio heinakuuta lipca lipiec cervence cervenec cvc jula julius iulie ιουλιου temmuz июля июль липня липень юли juuli julijs liepos liepa juliol xullo uztaila जुलाई जुल กรกฎาคม กค يوليو יולי',
  'aout agosto augustus augusti elokuuta sierpnia sierpien srpna srpen augusta augusztus αυγουστου agustos августа серпня серпень augusts rugpjucio rugpjutis agustus ag abuztua अगस्त अग สิงหาคม สค أغسطس אוגוסט',
  'september septembre septiembre setembro settembre syyskuuta wrzesnia wrzesien zari septembra szeptember septembrie σεπτεμβριου eylul сентября сентябрь вересня вересень септември septembris rugsejo rugsejis setembre iraila सितंबर सित กันยายน กย سبتمبر ספטמבר',
  'october oktober octobre octubre outubro ottobre lokakuuta pazdziernika rijna rijen oktobra octombrie οκτωβριου ekim октября октябрь жовтня жовтень октомври oktoober oktobris spalio spalis urria अक्टूबर अक्टू ตุลาคม ตค أكتوبر אוקטובר',
  'november novembre noviembre novembro marraskuuta listopada listopadu novembra noiembrie νοεμβριου kasım ноября ноябрь листопада ноември novembris lapkricio lapkritis azaroa नवंबर नव พฤศจิกายน พย نوفمبر נובמבר',
  'december dezember decembre diciembre dezembro dicembre desember joulukuuta grudnia grudzien prosince prosinec decembra decembrie δεκεμβριου aralık декабря декабрь грудня грудень декември detsember decembris gruodzio gruodis desembre decembro abendua दिसंबर दिस ธันวาคม ธค ديسمبر דצמבר',
]

const letters = (text: string): string => folded(text).replaceAll(' ', '').normalize('NFC')
const months = new Map(
  NAMES.flatMap((names, i) => names.split(' ').map((name) => [letters(name), i + 1] as const)),
)
const SHORTEST = 3

/** The month of a name or of the beginning of one, 1 to 12; null for what is none, or could be several. */
export function monthNamed(text: string): number | null {
  const name = letters(text)
  const whole = months.get(name)
  if (whole !== undefined) return whole
  if ([...name].length < SHORTEST) return null
  const found = new Set([...months].filter(([one]) => one.startsWith(name)).map(([, month]) => month))
  return found.size === 1 ? ([...found][0] ?? null) : null
}
