/** Words of headers in the languages of Europe and others that are written in Latin letters. */
import type { RoleTable } from './table.ts'

export const LATIN: RoleTable = {
  title: {
    strong: `title name nombre titulo titre titel nom naam bezeichnung denominacion denominazione denomination subject
      asunto oggetto objet intitulé libellé assunto objeto designação titolo betreff gegenstand nazwa tytuł název názov
      megnevezés denumire titlu rubrik nimi otsikko onderwerp başlık adı tên tên_dự_án judul nama nama_kegiatan short_title`,
    weak: `project proyecto projet projekt projeto work works obra commitment measure action programme program scheme
      initiative bill matter full motion promise pledge task deliverable objective milestone promesa promesse versprechen maßnahme vorhaben empreendimento intervento opera zadanie zadania akce hanke
      åtgärd tiltak proje công_trình kegiatan proyek mesure ação acción actuación medida`,
    not: `id number code no type category status lead minister department body agency first last user contact supplier
      contractor company comment note description link url file phase manager officer by appears differences level buyer
      procuring procurer organization organisation party person ministry ministries agencies secretariat`,
  },
  key: {
    strong: `id ref reference referencia code codigo código number numero número nummer nr no num identifier key kennung
      aktenzeichen expediente dossier numer sygnatura číslo spisu cod număr kenmerk diarienummer dnr tunnus numara mã
      mã_số nomor kode processo protocollo cup *nummer *nr vorgangs* ocid`,
    weak: 'file slug guid uuid',
    not: `node phone tel postal zip commune year anio version supplier contractor expected total count
      person organization organisation buyer`,
  },
  department: {
    strong: `department departement departamento dept org ministry ministerio ministere ministerium agency agencia bureau office
      oficina authority behorde amt body organ organisation organization organismo responsable amt *amt fachbereich dezernat
      referat abteilung ministère órgão secretaria ministério ufficio ente settore dipartimento wydział urząd komórka jednostka
      odbor úrad úřad szervezet osztály direcția instituția förvaltning nämnd avdelning myndighet kommune osasto virasto
      yksikkö afdeling ministerie gemeente birim müdürlük müdürlüğü bakanlık kurum đơn_vị cơ_quan sở dinas instansi skpd opd
      kementerian buyer procuring_entity directorate órgano_de_contratación organo_de_contratacion órgano_responsable perangkat_daerah unit_kerja municipality pilote moa maître_ouvrage consejería consejeria concejalía área_responsable`,
    weak: `area minister lead owner unit institution entity entidad service direction division responsible reporting
      dienststelle zuständig* federführ* direzione responsabile unidade responsável odpowiedzialn* zodpovědn* zodpovedn*
      felelős responsabil ansvarig vastuu* dienst verantwoordelijk* sorumlu chủ_trì phòng satuan badan penanggung committee
      council maître_d_ouvrage direção direccion dirección`,
    not: `id number code type date comment narrative note description all other email phone level duty telefon telefono
      téléphone`,
  },
  status: {
    strong: `status stage etapa rating estado etat statut stand phase estado situação situación stato fase stan stav állapot
      stadiu läge tila durum aşama trạng_thái tình_trạng avancement`,
    weak: 'state colour color rag situation confidence etap vaihe',
    not: 'id code date comment note narrative commentary description',
  },
  start: {
    strong: `start begin began begins inicio comienzo debut beginn commence commencement intro introduced introduction launch
      baubeginn *beginn début démarrage lancement início inizio avvio rozpoczęc* rozpoczęcie początek zahájení začátek začiatok
      kezdet kezdés kezdete începere începerii început påbörjad igångsättning startdatum aloitus alku* aanvang başlangıç
      başlama bắt_đầu khởi_công mulai data_inceperii`,
    weak: 'opened proposed first received submitted lodged filed ngày_nhận',
    not: 'end fin finish delay days updated modified agenda ende slut koniec fine fim due',
  },
  due: {
    strong: `end fin due finish deadline completion termino vencimiento frist ende fristende echeance abschluss fertigstellung
      *ende *abschluss échéance livraison término prazo plazo conclusão fine termine scadenza ultimazione termin zakończen*
      zakończenie dokončení ukončení ukončenie határidő befejezés termen finalizare slut slutdatum färdig* klar tidsfrist
      loppu* valmistu* määräaika einddatum eind einde oplever* oplevering bitiş tamamlanma hoàn_thành kết_thúc thời_hạn selesai
      batas finalización vencimento entrega fällig* klart senast`,
    weak: `target planned plan expected forecast scheduled previsto promised by geplant* prévue prévu prevista previsão
      planowan* plánovan* tervezett estimat* planerad suunniteltu gepland* planlanan dự_kiến rencana`,
    not: `actual start begin updated modified agenda réel* tatsächlich* real reale effecti* efectiv* rzeczywist* faktyczn*
      skutečn* skutočn* tényleges faktisk* verklig* toteutun* werkelijk* gerealiseerd* gerçekleşen thực_tế realisasi beginn
      début start* executad* tender_period enquiry_period award_period bid* auction* submission*`,
  },
  done: {
    strong: `done actual completed finished delivered realised achieved met closed terminado finalizado fertiggestellt acheve
      réelle réel effective effectif tatsächlich* reale effettiv* concluído concluída executado rzeczywist* faktyczn* skutečn*
      skutočn* tényleges efectiv* efectiva faktisk* verklig* toteutun* werkelijk* gerealiseerd* gerçekleşen thực_tế realisasi
      achevé terminé abgeschlossen_am date_met`,
    weak: 'real end finish completion fin término conclusão',
    not: 'start begin planned plan expected target forecast due delay tender_period enquiry_period award_period bid* auction*',
  },
  duration: {
    strong: 'duration plazo dauer duree prazo durata durada doba varaktighet kesto duur süre',
    weak: 'planned days',
    not: 'actual real meses months',
  },
  amount: {
    strong: `amount cost costs budget monto importe coste costo presupuesto betrag kosten montant cout value price spend
      forecast baseline *kosten valor custo orçamento importo valore koszt kwota wartość budżet náklad náklady částka suma
      rozpočet költség összeg valoare buget kostnad belopp kustannus* budjetti bedrag raming bedel maliyet bütçe tutar kinh_phí
      tổng_mức_đầu_tư anggaran biaya pagu nilai inversión investimento investment kredit fjárhæð auftragssumme`,
    weak: 'total planned whole contract award estimated',
    not: `variance variación variação abweichung differenz difference diferencia écart scostamento korekta odchylenie zmiana change number count delay duration days percent share category comment narrative id year per currency`,
  },
  progress: {
    strong: `progress percent percentage porcentaje avance fortschritt avancement percentuale andamento avanzamento zaawansowanie
      ilerleme tiến_độ progres`,
    weak: 'complete',
    not: 'variance budget cost',
  },
  area: {
    strong: `barrio comuna district location region gemeinde commne commune ward borough municipality lieu località bairro
      município gmina obec stadtteil ortsteil ilçe kecamatan địa_điểm`,
    weak: 'area city place town lokasi',
    not: 'responsable id lead',
  },
  summary: {
    strong: `description summary descripcion aims abstract beschreibung resume objetivo purpose descrição descrizione opis
      popis leírás descriere beskrivning kuvaus omschrijving açıklama mô_tả uraian`,
    weak: 'text scope objective details commitment',
    not: 'comment narrative commentary note',
  },
  person: {
    strong: `name full_name member person councillor councilor minister legislator deputy holder officeholder incumbent nombre
      nom nome naam mitglied abgeordneter abgeordnete député élu vereador membro miembro concejal consigliere radny poslanec
      ledamot lid`,
    weak: 'surname lastname last first family given sort',
    not: 'id committee party ward body role post type email council organization organisation office group term file list',
  },
  role: {
    strong: `role post position office title function cargo rolle amt funktion fonction mandat mandate carica função stanowisko
      funkce uppdrag functie capacity membership_type`,
    weak: 'rank',
    not: 'id date email address start end',
  },
  from: {
    strong: `start from begin began since elected appointed sworn joined début desde von beginn od inizio início elected_on
      date_elected start_date`,
    weak: 'commenced entered term',
    not: 'end to left until by',
  },
  to: {
    strong: `end to until left ended resigned retired fin hasta bis ende do fine fim ceased left_on end_date expiry expires`,
    weak: 'finish vacated',
    not: 'start from',
  },
}
