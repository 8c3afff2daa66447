/** SQL over a row `p`: a person's word stands for its end while the gateway has told none. */
export const isResolvedSql = `(p.state <> 'closed' and p.resolved_as is not null)`;

/** SQL over a row `p`: the gateway has told another end than a person had. */
export const isContradictedSql = `(p.state = 'closed' and coalesce(
    case p.resolved_as when 'paid' then p.outcome <> 'paid' when 'failed' then p.outcome in ('paid', 'partially_paid') end, false))`;

/** SQL over a row `p`: its problem as people read it. */
export const shownProblemSql = `case when ${isResolvedSql} then 'resolved_by_person' when ${isContradictedSql} then 'resolved_otherwise' else p.problem end`;
