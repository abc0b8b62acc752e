// How a page looks: two sets of colours, the same with every contrast at 4.5 : 1 or more for words.
#pragma once

namespace trouw::cli {

inline constexpr const char* page_style = R"(
:root{color-scheme:light dark;--paper:#fff;--ink:#1b1f24;--faint:#57606a;--rule:#d0d7de;--wash:#f3f5f7;
--a:#0b5fb0;--b:#a34a00;--good:#116329;--bad:#b3131f}
@media (prefers-color-scheme:dark){:root{--paper:#14171b;--ink:#e8ebee;--faint:#a5afb9;--rule:#3c444d;--wash:#1e2329;
--a:#6cb6ff;--b:#f0a060;--good:#6fd08c;--bad:#ff8a8a}}
*{box-sizing:border-box}
body{margin:0 auto;padding:1.5rem 1rem 3rem;max-width:46rem;background:var(--paper);color:var(--ink);
font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;overflow-wrap:anywhere}
h1{font-size:1.5rem;line-height:1.25;margin:0}
h2{font-size:1.2rem;margin:2.5rem 0 .5rem;padding-top:.75rem;border-top:1px solid var(--rule)}
h3{font-size:1rem;margin:1.5rem 0 .25rem}
p{margin:.5rem 0}ul{margin:.5rem 0;padding-left:1.25rem}
.below,.faint,figcaption,caption{color:var(--faint)}
.below{margin:.25rem 0 0}
.answer{margin:1.25rem 0;padding:.75rem 1rem;background:var(--wash);border-left:.35rem solid var(--faint)}
.answer p:first-child{font-size:1.25rem;line-height:1.35;font-weight:600;margin:0}
.answer p{margin:.35rem 0 0}
.good{border-color:var(--good)}.good p:first-child{color:var(--good)}
.bad{border-color:var(--bad)}.bad p:first-child{color:var(--bad)}
figure{margin:1.5rem 0;break-inside:avoid}figure h3{margin-top:0}
figure svg{display:block;width:100%;max-width:36rem;height:auto;margin:.5rem 0}
figcaption,caption{font-size:.9rem;text-align:left}
caption{padding-bottom:.25rem}
.numbers{overflow:auto;max-height:32rem;margin:.5rem 0;border:1px solid var(--rule)}
.numbers:focus-visible{outline:2px solid var(--a)}
table{border-collapse:collapse;width:100%;font-size:.875rem;font-variant-numeric:tabular-nums}
caption{padding:.4rem .6rem}
th,td{padding:.3rem .6rem;text-align:right;vertical-align:top;overflow-wrap:normal}
thead th{position:sticky;top:0;background:var(--wash);border-bottom:1px solid var(--rule);font-weight:600;vertical-align:bottom}
tbody th,tfoot th{font-weight:400;min-width:7rem;overflow-wrap:anywhere}
th:first-child,.words{text-align:left}
tbody tr+tr>*{border-top:1px solid var(--rule)}
tfoot>tr>*{position:sticky;bottom:0;background:var(--paper);box-shadow:inset 0 2px var(--faint);font-weight:600}
text{font:13px system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;fill:var(--ink)}
.t{fill:var(--faint)}.n{text-anchor:end}.m{text-anchor:middle}
.g{stroke:var(--rule);stroke-width:1}.x{stroke:var(--faint);stroke-width:1}
.a{fill:var(--a);stroke:var(--a)}.b{fill:url(#hatch);stroke:var(--b);stroke-width:1.5}
.la,.lb{fill:none;stroke-width:2.25;stroke-linejoin:round}
.la{stroke:var(--a)}.lb{stroke:var(--b);stroke-dasharray:6 4}
.ma{fill:var(--a)}.mb{fill:var(--paper);stroke:var(--b);stroke-width:1.75}
.defs{position:absolute;width:0;height:0}
@media print{:root{--paper:#fff;--ink:#000;--faint:#444;--rule:#bbb;--wash:#f3f3f3;--a:#0b5fb0;--b:#a34a00;--good:#116329;
--bad:#b3131f}
body{max-width:none;padding:0;font-size:10pt}.numbers{max-height:none;overflow:visible}thead th,tfoot>tr>*{position:static}
tr{break-inside:avoid}h2,h3{break-after:avoid}svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}
figure{break-inside:auto}figure svg{max-width:26rem;break-inside:avoid}figure h3,figure svg,figcaption,caption{break-after:avoid}
table{font-size:8.5pt}th,td{padding:.15rem .5rem}tfoot{display:table-row-group}}
)";

// The hatching that the second of two series is filled with.
inline constexpr const char* page_definitions =
    R"svg(<svg class="defs" aria-hidden="true"><defs><pattern id="hatch" width="6" height="6"
patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" style="fill:var(--paper)"/>
<line x1="0" y1="0" x2="0" y2="6" style="stroke:var(--b);stroke-width:4"/></pattern></defs></svg>)svg";

}  // namespace trouw::cli
