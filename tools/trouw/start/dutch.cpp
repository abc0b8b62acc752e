#include "start/start.h"

namespace trouw::cli {

namespace {

constexpr const char* programme =
    R"yaml(# Hoe een klantrecord eruitziet en wie klant is. Eén keer geschreven, door wie de facturatie kent.
# Pas dit aan tot het bij uw eigen bestand past: `trouw check` zegt wat er niet klopt, en waar.
programme: Mijn eerste programma
currency: EUR
prices: including tax            # wat elk bedrag is; trouw rekent geen btw
horizon: 12 months               # zo lang worden aanbiedingen vergeleken
billing period: 1 month
rounding: half away from zero    # 20% korting op een rekening van EUR 9.99 is EUR 2.00

# Elk veld is een kolom van uw bestand. `for newcomers` zegt wat dezelfde persoon als nieuwe klant zou hebben:
# een waarde, of `kept` (hetzelfde). `typical` geldt in een voorbeeld waarin het veld niet genoemd wordt.
fields:
  klantnummer: {type: text}
  status:      {type: choice, values: [nieuw, actief, gestopt], for newcomers: kept, typical: actief}
  klant sinds: {type: date, for newcomers: today}
  einddatum:   {type: date, optional: true, for newcomers: unknown}
  maandprijs:  {type: money, from: EUR 0, to: EUR 200, for newcomers: kept, typical: EUR 50}
  klachten:    {type: whole number, from: 0, to: 100, for newcomers: 0, typical: 0}

# Wat trouw van iedereen moet weten, en welk veld dat zegt.
roles:
  id: klantnummer
  joined: klant sinds
  left: einddatum
  price: maandprijs
  newcomer price: same as price
  newcomer when: status is nieuw    # net aangemeld, nog geen rekening gehad
  customer when: status is actief
  former when: status is gestopt
  newcomer again after: 12 months   # wie een jaar weg was, telt weer als nieuwe klant
)yaml";

constexpr const char* offers =
    R"trouw(language nl

# Uw aanbiedingen, in gewone woorden. Wat achter een # staat, is voor mensen. Verander een getal en draai weer `trouw check`.

# ---- Om nieuwe klanten te trekken

# Een aanbieding heeft een titel, zegt voor wie ze is en wat ze geeft: hier een vijfde van de eerste zes rekeningen.
aanbieding "Welkom" voor nieuwe klanten
  geef 20% korting gedurende 6 maanden

# ---- Voor wie blijft

# Eén procent voor elk heel jaar als klant, maar nooit meer dan tien.
aanbieding "Elk jaar telt" voor klanten
  geef 1% korting voor elk jaar klantduur, hoogstens 10%, gedurende 12 maanden
  vertel "Bedankt voor {tenure} bij ons: {value} korting dit jaar."

# `voorwaarde` zegt voor wie. Naar elk veld van programme.yaml kunt u vragen.
aanbieding "Onze excuses" voor klanten
  voorwaarde: klachten is minstens 2
  geef EUR 15 eenmalig

# Een jubileum: op de eerste rekening na de dag zelf.
aanbieding "Jubileum" voor klanten
  voorwaarde: klantduur bereikt 5, 10, 15 of 20 jaar
  geef EUR 25 eenmalig

# Wie als nieuwe klant toch beter af zou zijn, krijgt het verschil.
aanbieding "Net als nieuw" voor klanten
  evenaar de aanbieding voor nieuwe klanten

# ---- Wat altijd waar moet zijn: `trouw dry-run` probeert het op uw bestand, `trouw prove` op iedereen die er kan zijn

garantie geen klant is slechter af dan een nieuwe klant
garantie langer blijven is nooit slechter
garantie vertrekken en terugkomen is nooit beter

# ---- Een geval dat met de hand is uitgerekend: `trouw test` zegt of het nog klopt

# 5% van EUR 50 is EUR 2.50, twaalf keer. Een nieuwe klant krijgt zes keer EUR 10, dus ontbreekt er EUR 5.
voorbeeld "Vijf jaar klant"
  op 2027-03-01
  klant met klant sinds is 2022-02-10, maandprijs is EUR 50
  verwacht "Elk jaar telt" EUR 30
  verwacht "Jubileum" EUR 25
  verwacht "Net als nieuw" EUR 5
  verwacht geen "Onze excuses"
  verwacht totaal nieuwe klant EUR 60
  verwacht totaal EUR 60
)trouw";

constexpr const char* customers = R"csv(klantnummer,status,klant_sinds,einddatum,maandprijs,klachten
1001,actief,2026-11-15,,39.95,0
1002,actief,2024-06-01,,50.00,0
1003,actief,2022-02-10,,50.00,0
1004,actief,2019-09-30,,64.50,3
1005,actief,2017-02-28,,29.99,1
1006,actief,2008-01-05,,75.00,0
1007,gestopt,2020-03-01,2026-12-31,50.00,2
1008,gestopt,2015-05-20,2024-08-31,45.00,0
1009,nieuw,2027-03-01,,50.00,0
)csv";

constexpr Start start = {"nl",
                         {{{"programme.yaml", "what a record looks like, and who is a customer", programme},
                           {"aanbiedingen.trouw", "five offers, three guarantees and an example", offers},
                           {"klanten.csv", "nine made-up records", customers}}},
                         "klanten.csv",
                         "2027-03-01",
                         "1003"};

}  // namespace

const Start& dutch_start() {
  return start;
}

}  // namespace trouw::cli
