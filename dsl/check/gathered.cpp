#include "check/gathered.h"

#include "check/check.h"

namespace trouw {

namespace {

// The records' own schema as it is when the holder's other contracts are looked at: what is gathered itself
// is not known yet.
Schema before_gathering(const Schema& schema) {
  Schema made = schema;
  for (Field& field : made.fields) {
    if (!field.gathered) continue;
    field.gathered.reset();
    field.never_known = field.optional = true;
    field.if_missing.reset();
  }
  return made;
}

// A programme without offers whose customers are the rows that count.
std::shared_ptr<const Programme> rows_that_count(Context& context, const Gathered& gathered) {
  Schema schema =
      gathered.events ? *context.schema.events[*gathered.events].schema : before_gathering(context.schema);
  schema.roles.customer_when = gathered.where;
  schema.roles.newcomer_when = schema.roles.former_when = std::nullopt;
  schema.roles.others = Others::nobody;
  schema.products.reset();
  auto made = std::make_shared<Programme>(check(std::move(schema), {}, context.sources, context.reporter));
  for (TermId id = 0; id < made->terms.size(); ++id)
    for (const FieldId field : fields_read(*made, id))
      if (made->schema.fields[field].never_known)
        context.reporter.report_file(Message::yaml_gathers_gathered, gathered.where->place.file,
                                     {gathered.where->text, made->schema.fields[field].name});
  return made;
}

}  // namespace

void check_gathered(Context& context) {
  const std::vector<Field>& fields = context.schema.fields;
  for (FieldId id = 0; id < fields.size(); ++id) {
    if (!fields[id].gathered) continue;
    const Gathered& gathered = *fields[id].gathered;
    auto& made = context.programme.gathered;
    made.resize(fields.size());
    if (gathered.where || !gathered.events) made[id] = rows_that_count(context, gathered);
  }
}

}  // namespace trouw
