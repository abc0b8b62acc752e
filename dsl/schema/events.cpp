// `events:`: tables and files of what happened, a row an event.
#include <array>

#include "schema/names.h"
#include "schema/notation.h"

namespace trouw {

namespace {

constexpr std::array<std::string_view, 5> event_keys = {"records", "contract", "day", "fields", "reading"};

class EventsReading {
 public:
  EventsReading(Reading& reading, const Reading::Named& named)
      : reading_(reading),
        named_(named),
        keys_(reading, *named.value, "The events " + quoted(named.name), named.key, event_keys),
        schema_(std::make_shared<Schema>()),
        own_(*schema_, reading.reporter) {}

  void read() {
    const yaml::Node* records =
        keys_.require("records", "name their table or file, like “records: complaints”");
    const yaml::Node* contract =
        keys_.require("contract", "name the column with the id of the record that an event belongs to");
    const yaml::Node* day = keys_.require("day", "name the column with the day of an event");
    keys_.report_missing();
    if (records == nullptr || contract == nullptr || day == nullptr) return;
    begin();
    const auto table = reading_.text(*records, keys_.about("records"));
    add("contract", Type::text, *contract);
    add("day", Type::date, *day);
    if (const yaml::Node* fields = keys_.find("fields")) read_fields(own_, *fields);
    check_names();
    read_values(own_);
    read_computed(own_);
    end();
    if (table) reading_.schema.events.push_back({named_.name, *table, schema_, reading_.place(*named_.key)});
  }

 private:
  void begin() {
    const Schema& of = reading_.schema;
    schema_->file = of.file;
    schema_->currency = of.currency;
    schema_->digits = of.digits;
    schema_->rounding = of.rounding;
    schema_->separator = of.separator;
    schema_->encoding = of.encoding;
    schema_->notation = of.notation;
    if (const yaml::Node* node = keys_.find("reading")) read_reading(own_, *node, keys_.about("reading"));
  }

  void add(const std::string& name, Type type, const yaml::Node& column) {
    Field field;
    field.name = name;
    field.type = type;
    field.from = type == Type::date ? first_day : 0;
    field.to = type == Type::date ? last_day : INT64_MAX;
    field.notation = schema_->notation;
    field.column = reading_.text(column, keys_.about(name)).value_or("");
    field.place = reading_.place(column);
    schema_->fields.push_back(field);
    own_.field_nodes.emplace_back().name = &column;
  }

  // What a reader needs of any schema: an id, which is the row, and a price, which there is none.
  void end() {
    Field row, price;
    row.name = "#row";
    row.type = Type::whole;
    row.to = INT64_MAX;
    row.from_row_number = true;
    price.name = "#price";
    price.type = Type::money;
    price.places = schema_->digits;
    price.always = 0;
    schema_->fields.push_back(row);
    schema_->fields.push_back(price);
    schema_->roles.id = schema_->roles.customer = static_cast<FieldId>(schema_->fields.size() - 2);
    schema_->roles.price = static_cast<FieldId>(schema_->fields.size() - 1);
    schema_->roles.others = Others::nobody;
  }

  void check_names() {
    for (std::size_t id = event_day + 1; id < schema_->fields.size(); ++id)
      if (schema_->fields[id].name == "contract" || schema_->fields[id].name == "day")
        reading_.error(Message::yaml_name_twice, *own_.field_nodes[id].name,
                       {keys_.about("fields"), quoted(schema_->fields[id].name)});
      else if (schema_->fields[id].gathered)
        reading_.error(Message::yaml_events_gather, *own_.field_nodes[id].name,
                       {quoted(schema_->fields[id].name)});
  }

  Reading& reading_;
  const Reading::Named& named_;
  Keys keys_;
  std::shared_ptr<Schema> schema_;
  Reading own_;  // of schema_
};

}  // namespace

void read_events(Reading& reading, const yaml::Node& events) {
  for (const Reading::Named& one : reading.named(events, "“events”", most_fields))
    EventsReading(reading, one).read();
}

}  // namespace trouw
