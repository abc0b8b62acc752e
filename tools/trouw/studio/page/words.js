// Every word of the page, once in each language. A test holds the two to the same names, and the page to them.

const table = {
  en: {
    // The page
    studio: "studio", write: "Write", result: "Result", person: "Customer", language: "Language",
    skip: "Go to the text", loading: "Reading the programme …",
    no_token: "This page was opened without its key. Open the whole address that `trouw studio` printed.",
    gone: "The studio is not reached. What you type is kept in this browser, and sent as soon as it is back.",
    other_tab: "Another tab has changed {file} as well.", keep_mine: "Keep mine", take_theirs: "Take theirs",
    show_both: "Show both", recovered: "What was typed in {file} before the page or the studio ended is back.",
    restored: "{file} has changes that were not saved when the studio ended. They are here.",
    fine: "Fine", back_to_disk: "Back to the saved text", no_drafts: "Drafts cannot be kept on this machine: {why}",
    illegible: "{file} is not UTF-8: it is shown, and not changed.", close: "Close", read_only: "Read only",
    yours: "Yours", theirs: "The other",
    // Saving
    save: "Save", saved: "Saved", unsaved_one: "{n} file is not saved", unsaved: "{n} files are not saved",
    sending: "Being read …", offline: "Not connected",
    saved_files: "Saved: {files}.", nothing_saved: "There was nothing to save.",
    save_mistakes_one: "Nothing was saved: the text has {n} mistake.", save_mistakes: "Nothing was saved: the text has {n} mistakes.",
    doubts: "Save all the same?", doubt_example: "The example “{text}” does not hold.",
    doubt_guarantee: "“{text}” is broken.", save_despite: "Save all the same",
    outside: "{file} was changed outside the studio, and here as well.", outside_gone: "{file} was removed outside the studio; its text is here.",
    overwrite: "Save mine over it", take_outside: "Take the one outside",
    // Views
    view_text: "Text", view_cards: "Cards", view_examples: "Examples", view_fields: "Fields", views: "Views", files: "Files",
    new_file: "New file of offers", name_of_file: "Name of the file", lay_out: "Lay out", plain: "Plain editor", editor: "The text of {file}",
    keys: "Ctrl+Space suggests, F1 explains, Ctrl+S saves; Escape, then Tab, leaves the text.",
    // Messages
    no_messages: "No mistakes.", errors_one: "{n} mistake", errors: "{n} mistakes", warnings_one: "{n} warning", warnings: "{n} warnings",
    notes_one: "{n} remark", notes: "{n} remarks", line: "line {n}", messages: "Messages", more_messages: "The first {n} are shown.",
    severity_error: "Mistake", severity_warning: "Warning", severity_note: "Remark", related: "See also {role}, {place}",
    // Figures
    figures: "What it costs", on_day: "On", over_horizon_months: "over {n} months", over_horizon_weeks: "over {n} weeks", no_customers: "Start the studio with --customers to see whom the programme reaches and what it costs.",
    for_people: "for {n} customers, newcomers and returners", older: "The text has a mistake. These figures are of the text before it.", working: "Being worked out …",
    rejected_one: "{n} record could not be read and is left out.", rejected: "{n} records could not be read and are left out.",
    offer: "Offer", people: "People", cost: "Cost", all_offers: "All offers together", change: "Since the saved text",
    lose_gain: "{lose} lose, {gain} gain", stay: "{n} stay as they are", cost_more: "{amount} more", cost_less: "{amount} less",
    cost_same: "as much as before", losers: "Who loses most",
    worse_off: "Worse off than a newcomer", worse_before: "before matches", worse_after: "after", nobody: "nobody",
    worse_total: "{amount} together", by: "by {amount}",
    // Guarantees
    guarantees: "Guarantees", no_guarantees: "The programme states none.", state_holds: "Proved", state_broken: "Broken", state_unknown: "Not decided",
    state_population: "Only the records can tell", state_looking: "Looking …", state_waiting: "Waiting", state_stopped: "Not looked at",
    stop: "Stop looking", look: "Look", look_longer: "Look for two minutes", bill: "Bill", net_cost: "Net cost", gap: "Worse off by {amount}, on {day}.",
    breach_example: "Make this an example", tried: "{tried} records were tried and none breaks it; {proved} of {cases} cases are proved.",
    nothing_compared: "Nothing is compared: {why}.", records_hold: "Holds for all {n} records.", records_broken: "Broken for {n} records, most for {id}.",
    this_customer: "This customer", a_newcomer: "The other side",
    // Curve
    curve: "The typical customer by tenure", curve_deal: "Customer", curve_newcomer: "Newcomer", years: "Years of tenure", curve_words: "What the typical customer gets over the horizon, by years of tenure, beside what a newcomer gets.",
    tenure_from: "From", value: "Value",
    // A person
    customer_number: "Customer number", show: "Show", somebody: "Somebody like …", somebody_help: "Say what is different from the typical customer.",
    explain: "Show what they get", unknown: "unknown", yes: "yes", no: "no",
    standing_customer: "Customer", standing_newcomer: "Newcomer", standing_returner: "Returner", standing_nobody: "Nobody",
    gets: "Gets {deal}; a newcomer gets {newcomer}.", gets_newcomer: "Gets {deal}.", not_worse: "Not worse off than a newcomer.",
    is_worse: "Worse off than a newcomer by {amount}.", topped: "The match tops up {amount}.",
    given: "What they get", nothing_given: "Nothing.", not_given: "What they do not get", newcomer_gets: "What a newcomer gets", because: "because {reason}",
    bills: "Bills", price: "Price", pays: "Pays", newcomer_pays: "Newcomer pays", bills_to: "{from} to {to}",
    make_example: "Make this customer an example", example_title: "Title of the example", example_of: "Customer {id}", example_somebody: "Somebody",
    made_example: "The example “{title}” stands at the end of {file}.",
    cause_condition: "{text}: does not hold", cause_condition_has: "{text}: {has}", cause_window: "does not run on this day", cause_unknown_amount: "its amount is not known", cause_lost: "{offers} is worth more: {winner} against {value}",
    cause_worth_nothing: "comes to nothing", cause_nothing_to_match: "there is nothing to match", cause_given_before: "was given before",
    cause_limit_reached: "its limit is reached", cause_held_out: "is held out, to measure what the offer does", cause_another_runs: "another of its best-of still runs", from_day: "from {day}",
    // Cards
    no_cards: "There are no offers in {file} yet.", new_offer: "New offer", new_offer_title: "New offer", audience: "For", title: "Title",
    audience_customers: "customers", audience_newcomers: "newcomers", audience_returners: "returners", audience_everyone: "everyone",
    card_when: "Only when", card_unless: "Not when", card_give: "Gives", "card_give by": "Gives, from a table", card_match: "Matches", card_runs: "Runs", card_limit: "Limit",
    card_tell: "Tells", card_because: "Because", card_formerly: "Formerly", "card_hold out": "Holds out", card_claim: "Taken back",
    as_text: "as text", remove: "Remove", add_when: "Condition", add_give: "Gift", add_runs: "Days", add_limit: "Limit", add_tell: "Message", add: "Add", and: "and",
    not_whole: "A part of this offer cannot be read: mend it as text.", in_text: "Show in the text", reaches: "{people} people · {amount}",
    unit_day: "days", unit_week: "weeks", unit_month: "months", unit_year: "years", "unit_one_day": "day", "unit_one_week": "week", "unit_one_month": "month", "unit_one_year": "year",
    tenure: "tenure", form_of: "{what}, in words", slot: "{what}: {name}",
    // Examples
    no_examples: "There are no examples yet. Show a customer, and make them one.", expected: "Expected", comes_out: "Comes out", holds: "Holds", fails: "Fails", expect: "What",
    expect_deal: "The whole deal", expect_newcomer_deal: "A newcomer's deal", expect_worse_off: "Worse off by", expect_bill: "Bill {n}", expect_guarantees: "Guarantees kept",
    expect_no: "No {title}", take_actual: "Expect what comes out", has_remarks: "Remarks stand within it: it is changed as text.", facts: "Who they are", change_example: "Write it so", field: "Field",
    // Fields
    type: "Type", column: "Column", domain: "Range", for_newcomers: "For newcomers", typical_value: "Typical", optional: "may be unknown", made: "made of others", newcomers_kept: "kept", newcomers_value: "a value", newcomers_unknown: "unknown", newcomers_any: "any", newcomers_today: "today",
    fields_help: "What programme.yaml says a record holds. A name leads to its line.", choices: "{n} values",
  },
  nl: {
    // The page
    studio: "studio", write: "Schrijven", result: "Uitkomst", person: "Klant", language: "Taal",
    skip: "Naar de tekst", loading: "Het programma wordt gelezen …",
    no_token: "Deze pagina is zonder sleutel geopend. Open het hele adres dat `trouw studio` gaf.",
    gone: "De studio is niet bereikbaar. Wat je typt blijft in deze browser bewaard en gaat mee zodra de studio terug is.",
    other_tab: "Een ander tabblad heeft {file} ook gewijzigd.", keep_mine: "De mijne houden", take_theirs: "De andere nemen",
    show_both: "Beide tonen", recovered: "Wat je in {file} typte voordat de pagina of de studio stopte, is terug.",
    restored: "{file} had wijzigingen die niet waren opgeslagen toen de studio stopte. Ze staan hier.",
    fine: "Goed", back_to_disk: "Terug naar de opgeslagen tekst", no_drafts: "Op deze computer kunnen geen concepten worden bewaard: {why}",
    illegible: "{file} is geen UTF-8: te lezen, niet te wijzigen.", close: "Sluiten", read_only: "Alleen lezen",
    yours: "De jouwe", theirs: "De andere",
    // Saving
    save: "Opslaan", saved: "Opgeslagen", unsaved_one: "{n} bestand niet opgeslagen", unsaved: "{n} bestanden niet opgeslagen",
    sending: "Wordt gelezen …", offline: "Geen verbinding",
    saved_files: "Opgeslagen: {files}.", nothing_saved: "Er viel niets op te slaan.",
    save_mistakes_one: "Niets opgeslagen: er staat {n} fout in de tekst.", save_mistakes: "Niets opgeslagen: er staan {n} fouten in de tekst.",
    doubts: "Toch opslaan?", doubt_example: "Het voorbeeld ‘{text}’ klopt niet.",
    doubt_guarantee: "‘{text}’ wordt niet nagekomen.", save_despite: "Toch opslaan",
    outside: "{file} is buiten de studio gewijzigd, en hier ook.", outside_gone: "{file} is buiten de studio verwijderd; de tekst staat hier nog.",
    overwrite: "Mijn versie eroverheen opslaan", take_outside: "Die van buiten nemen",
    // Views
    view_text: "Tekst", view_cards: "Kaarten", view_examples: "Voorbeelden", view_fields: "Velden", views: "Weergaven", files: "Bestanden",
    new_file: "Nieuw bestand met aanbiedingen", name_of_file: "Naam van het bestand", lay_out: "Opmaken", plain: "Eenvoudige editor", editor: "De tekst van {file}",
    keys: "Ctrl+spatie doet suggesties, F1 geeft uitleg, Ctrl+S slaat op; met Escape en dan Tab verlaat je de tekst.",
    // Messages
    no_messages: "Geen fouten.", errors_one: "{n} fout", errors: "{n} fouten", warnings_one: "{n} waarschuwing", warnings: "{n} waarschuwingen",
    notes_one: "{n} opmerking", notes: "{n} opmerkingen", line: "regel {n}", messages: "Meldingen", more_messages: "De eerste {n} staan hier.",
    severity_error: "Fout", severity_warning: "Waarschuwing", severity_note: "Opmerking", related: "Zie ook {role}, {place}",
    // Figures
    figures: "Wat het kost", on_day: "Op", over_horizon_months: "in {n} maanden", over_horizon_weeks: "in {n} weken", no_customers: "Start de studio met --customers om te zien wie het programma bereikt en wat het kost.",
    for_people: "voor {n} klanten, nieuwe klanten en terugkeerders", older: "Er staat een fout in de tekst. Deze cijfers zijn van de tekst daarvoor.", working: "Wordt uitgerekend …",
    rejected_one: "{n} regel kon niet worden gelezen en telt niet mee.", rejected: "{n} regels konden niet worden gelezen en tellen niet mee.",
    offer: "Aanbieding", people: "Mensen", cost: "Kosten", all_offers: "Alle aanbiedingen samen", change: "Sinds de opgeslagen tekst",
    lose_gain: "{lose} gaan erop achteruit, {gain} vooruit", stay: "voor {n} blijft het gelijk", cost_more: "{amount} meer", cost_less: "{amount} minder",
    cost_same: "even veel als eerst", losers: "Wie er het meest op achteruitgaat",
    worse_off: "Slechter af dan een nieuwe klant", worse_before: "vóór evenaren", worse_after: "erna", nobody: "niemand",
    worse_total: "samen {amount}", by: "{amount} slechter",
    // Guarantees
    guarantees: "Garanties", no_guarantees: "Het programma geeft er geen.", state_holds: "Bewezen", state_broken: "Niet nagekomen", state_unknown: "Niet beslist",
    state_population: "Alleen de klanten zelf laten het zien", state_looking: "Wordt onderzocht …", state_waiting: "Wacht", state_stopped: "Niet onderzocht",
    stop: "Stop met zoeken", look: "Onderzoek", look_longer: "Zoek twee minuten", bill: "Rekening", net_cost: "Nettokosten", gap: "{amount} slechter af, op {day}.",
    breach_example: "Maak hier een voorbeeld van", tried: "{tried} klanten geprobeerd zonder tegenvoorbeeld; {proved} van de {cases} gevallen bewezen.",
    nothing_compared: "Er wordt niets vergeleken: {why}.", records_hold: "Klopt voor alle {n} klanten.", records_broken: "Klopt niet voor {n} klanten, het minst voor {id}.",
    this_customer: "Deze klant", a_newcomer: "De andere kant",
    // Curve
    curve: "De doorsneeklant naar klantduur", curve_deal: "Klant", curve_newcomer: "Nieuwe klant", years: "Jaren klant", curve_words: "Wat de doorsneeklant in de horizon krijgt, naar jaren klant, naast wat een nieuwe klant krijgt.",
    tenure_from: "Vanaf", value: "Waarde",
    // A person
    customer_number: "Klantnummer", show: "Toon", somebody: "Iemand zoals …", somebody_help: "Vul in wat anders is dan bij de doorsneeklant.",
    explain: "Toon wat die krijgt", unknown: "onbekend", yes: "ja", no: "nee",
    standing_customer: "Klant", standing_newcomer: "Nieuwe klant", standing_returner: "Terugkeerder", standing_nobody: "Niemand",
    gets: "Krijgt {deal}; een nieuwe klant krijgt {newcomer}.", gets_newcomer: "Krijgt {deal}.", not_worse: "Niet slechter af dan een nieuwe klant.",
    is_worse: "{amount} slechter af dan een nieuwe klant.", topped: "Evenaren vult {amount} aan.",
    given: "Wat deze klant krijgt", nothing_given: "Niets.", not_given: "Wat deze klant niet krijgt", newcomer_gets: "Wat een nieuwe klant krijgt", because: "omdat {reason}",
    bills: "Rekeningen", price: "Prijs", pays: "Betaalt", newcomer_pays: "Nieuwe klant betaalt", bills_to: "{from} t/m {to}",
    make_example: "Maak van deze klant een voorbeeld", example_title: "Titel van het voorbeeld", example_of: "Klant {id}", example_somebody: "Iemand",
    made_example: "Het voorbeeld ‘{title}’ staat onderaan in {file}.",
    cause_condition: "{text}: dat is niet zo", cause_condition_has: "{text}: {has}", cause_window: "loopt op deze dag niet", cause_unknown_amount: "het bedrag is niet bekend", cause_lost: "{offers} is meer waard: {winner} tegen {value}",
    cause_worth_nothing: "komt op niets uit", cause_nothing_to_match: "er valt niets te evenaren", cause_given_before: "al eerder gegeven",
    cause_limit_reached: "de grens is bereikt", cause_held_out: "hoort bij de groep die niets krijgt, om te meten wat de aanbieding doet", cause_another_runs: "een andere uit dezelfde ‘beste van’ loopt nog", from_day: "vanaf {day}",
    // Cards
    no_cards: "In {file} staan nog geen aanbiedingen.", new_offer: "Nieuwe aanbieding", new_offer_title: "Nieuwe aanbieding", audience: "Voor", title: "Titel",
    audience_customers: "klanten", audience_newcomers: "nieuwe klanten", audience_returners: "terugkeerders", audience_everyone: "iedereen",
    card_when: "Alleen als", card_unless: "Niet als", card_give: "Geeft", "card_give by": "Geeft, volgens een tabel", card_match: "Evenaart", card_runs: "Loopt", card_limit: "Grens",
    card_tell: "Vertelt", card_because: "Omdat", card_formerly: "Voorheen", "card_hold out": "Houdt apart", card_claim: "Teruggenomen",
    as_text: "als tekst", remove: "Verwijder", add_when: "Voorwaarde", add_give: "Beloning", add_runs: "Looptijd", add_limit: "Grens", add_tell: "Bericht", add: "Voeg toe", and: "en",
    not_whole: "Een deel van deze aanbieding is niet te lezen: verbeter het als tekst.", in_text: "Toon in de tekst", reaches: "{people} mensen · {amount}",
    unit_day: "dagen", unit_week: "weken", unit_month: "maanden", unit_year: "jaar", "unit_one_day": "dag", "unit_one_week": "week", "unit_one_month": "maand", "unit_one_year": "jaar",
    tenure: "klantduur", form_of: "{what}, in woorden", slot: "{what}: {name}",
    // Examples
    no_examples: "Er zijn nog geen voorbeelden. Toon een klant en maak daar een voorbeeld van.", expected: "Verwacht", comes_out: "Komt eruit", holds: "Klopt", fails: "Klopt niet", expect: "Wat",
    expect_deal: "Alles samen", expect_newcomer_deal: "Aanbod nieuwe klant", expect_worse_off: "Slechter af met", expect_bill: "Rekening {n}", expect_guarantees: "Garanties nagekomen",
    expect_no: "Geen {title}", take_actual: "Verwacht wat eruit komt", has_remarks: "Er staan opmerkingen in: wijzig het als tekst.", facts: "Wie het is", change_example: "Schrijf het zo op", field: "Veld",
    // Fields
    type: "Soort", column: "Kolom", domain: "Bereik", for_newcomers: "Bij nieuwe klanten", typical_value: "Doorsnee", optional: "mag onbekend zijn", made: "volgt uit andere", newcomers_kept: "gelijk", newcomers_value: "een waarde", newcomers_unknown: "onbekend", newcomers_any: "maakt niet uit", newcomers_today: "vandaag",
    fields_help: "Wat er volgens programme.yaml van een klant bekend is. Een naam leidt naar de regel.", choices: "{n} waarden",
  },
};

export const languages = Object.keys(table);
let current = "en";

export const language = () => current;

export function speak(name) {
  current = table[name] ? name : "en";
  document.documentElement.lang = current;
}

// The words of this name, with {…} filled in; of `n` 1 those of name_one.
export function t(name, values = {}) {
  const words = table[current];
  const text = (values.n === 1 && words[name + "_one"]) || words[name];
  return text.replace(/\{(\w+)\}/g, (all, slot) => (slot === "n" ? values.shown ?? values.n : values[slot]) ?? all);
}
