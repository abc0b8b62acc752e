-- R1 written by hand as one SELECT. Words in braces are what SQLite and DuckDB write differently (peers.py): {stop} keeps
-- SQLite from working out a column anew wherever it is named, which makes it four times slower.
SELECT id, newcomer_value, before_match, top_up, mask + CASE WHEN top_up > 0 THEN 512 ELSE 0 END AS mask,
  active, e1, e2, e3, e4, e5, e6, e7, e8, e9
FROM (
  SELECT *, CASE WHEN active AND newcomer_value > before_match THEN newcomer_value - before_match ELSE 0 END AS top_up
  FROM (
    SELECT id, active, newcomer_value, e1, e2, e3, e4, e5, e6, e7, e8, e9,
      {least}(e1 + e2 + e3 + e4 + e5 + e6 + e7 + e8 + e9, (480 * price + 50) {div} 100) AS before_match,
      CASE WHEN e1 > 0 THEN 1 ELSE 0 END + CASE WHEN e2 > 0 THEN 2 ELSE 0 END + CASE WHEN e3 > 0 THEN 4 ELSE 0 END
        + CASE WHEN e4 > 0 THEN 8 ELSE 0 END + CASE WHEN e5 > 0 THEN 16 ELSE 0 END + CASE WHEN e6 > 0 THEN 32 ELSE 0 END
        + CASE WHEN e7 > 0 THEN 64 ELSE 0 END + CASE WHEN e8 > 0 THEN 128 ELSE 0 END + CASE WHEN e9 > 0 THEN 256 ELSE 0 END
        AS mask
    FROM (
      SELECT id, active, price, newcomer_value, e2, e4, e5, e6, e8, e9,
        CASE WHEN tenure_value >= renewal_value AND tenure_value >= risk_value THEN tenure_value ELSE 0 END AS e1,
        CASE WHEN tenure_value < renewal_value AND renewal_value >= risk_value THEN renewal_value ELSE 0 END AS e3,
        CASE WHEN tenure_value < risk_value AND renewal_value < risk_value THEN risk_value ELSE 0 END AS e7
      FROM (
        SELECT id, active, price,
          {greatest}(CASE WHEN product IN ('fixed1y', 'fixed3y') THEN 6 * ((price * 20 + 50) {div} 100) ELSE 0 END
            + CASE WHEN region IN ('NH', 'ZH', 'UT') THEN 7500 ELSE 0 END, price) AS newcomer_value,
          CASE WHEN active THEN 12 * ((price * {least}(15, tenure {div} 12) + 50) {div} 100) ELSE 0 END AS tenure_value,
          CASE WHEN active AND tenure IN (60, 120, 180, 240) THEN 2500 * (tenure {div} 60) ELSE 0 END AS e2,
          CASE WHEN active AND contract_end BETWEEN '2027-03-01' AND '2027-05-30' AND tenure >= 12
            THEN 12 * ((price * 10 + 50) {div} 100) ELSE 0 END AS renewal_value,
          CASE WHEN active AND (open_complaint = 1 OR complaints_12m >= 2) THEN 3000 ELSE 0 END AS e4,
          CASE WHEN active THEN 2000 * {least}(5, referrals_12m) ELSE 0 END AS e5,
          CASE WHEN active AND autopay = 1 THEN 1200 ELSE 0 END AS e6,
          CASE WHEN active AND churn_risk > 0.6 AND clv_cents > 50000
            AND (last_reward_on IS NULL OR last_reward_on < '2026-09-02')
            THEN 6 * ((price * 15 + 50) {div} 100) ELSE 0 END AS risk_value,
          CASE WHEN active AND usage_kwh > 4000 AND product = 'plus' THEN 6000 ELSE 0 END AS e8,
          CASE WHEN active AND {birth_month} = 3 THEN 1000 ELSE 0 END AS e9
        FROM (
          SELECT *, status = 'active' AS active, monthly_price_cents AS price,
            12 * (2027 - {joined_year}) + 3 - {joined_month} - CASE WHEN {joined_day} > 1 THEN 1 ELSE 0 END AS tenure
          FROM {customers} {stop}
        ) AS facts {stop}
      ) AS offered {stop}
    ) AS chosen {stop}
  ) AS capped {stop}
) AS decided
