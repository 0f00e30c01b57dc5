/** The input indicators behind the twelve figures of the overview. */
const INPUTS = [
  'VISITORS',
  'SERVICES_RENDERED',
  'ONLINE_SERVICES',
  'MOBILE_SERVICES',
  'SATISFIED_ANSWERS',
  'SURVEY_ANSWERS',
  'WAIT_MINUTES_MEAN',
  'SERVICE_MINUTES_MEAN',
  'TICKETS_NO_SHOW',
  'TICKETS_ISSUED',
  'COMPLAINTS_RECEIVED',
  'STAFF_MONTH_END',
];

const FIGURE = `partner, indicator, value::text as value, previous::text as previous, expected, included, 'FINAL' as status`;
const ROLLUP = `select ${FIGURE} from bench_rollup where aligned_to = $1 and indicator = any ($2) order by indicator, partner`;

const STATEMENTS = {
  rollup: ROLLUP,
  'in-database': `select jsonb_build_object('period', $1::text, 'figures', jsonb_agg(f))::text as body from (${ROLLUP}) f`,
  base: `select partner, indicator, sum(value) filter (where aligned_to = $1)::text as value,
                sum(value) filter (where aligned_to <> $1)::text as previous,
                count(*) filter (where aligned_to = $1)::integer as expected,
                count(*) filter (where aligned_to = $1)::integer as included, 'FINAL' as status
           from app.observation
          where partner in (select code from bench_partner)
            and aligned_to in ($1, to_char(to_date($1, 'YYYY-MM') - interval '1 month', 'YYYY-MM'))
            and indicator = any ($2) and known_to is null and kind = 'NUMBER'
          group by partner, indicator order by indicator, partner`,
};

/** One period, twelve indicators, all partners: value, previous value, coverage. */
export async function readOverview(pool, variant, { period }) {
  const { rows } = await pool.query({
    name: `overview-${variant}`,
    text: STATEMENTS[variant],
    values: [period, INPUTS],
  });
  return variant === 'in-database' ? rows[0].body : { period, figures: rows };
}
