/**
 * How a map looks, on paper and in a page. The colours of marks can be told apart by everybody; signs and the strokes of
 * lines say the same.
 */
export const MAP_STYLE = `
.map{font-family:ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"DejaVu Sans",sans-serif;background:#fff}
.map .paper{fill:#fff}
.map .frame rect{fill:#f5f7f9;stroke:#dfe4ea}
.map .frame text{font-size:11.5px;font-weight:600;letter-spacing:.03em;fill:#5b6876}
.map .line path{fill:none;stroke:#aab4bf;stroke-width:1.3}
.map .line text{font-size:10px;fill:#5b6876}
.map .line .plate{fill:#f5f7f9}
.map .line.runsOn path{stroke:#d9dfe6;stroke-width:1}
.map .line.refuses path{stroke:#c8441b;stroke-dasharray:2 3}
.map .line.mark-passed path{stroke:#2f8f78}
.map .line.mark-failed path{stroke:#c8441b;stroke-width:2;stroke-dasharray:7 4}
.map .line.mark-notRun path{stroke:#a8790a;stroke-dasharray:2 4;stroke-width:1.7}
.map .line.mark-depends path{stroke:#5f6b78;stroke-dasharray:8 3 1.5 3}
.map .line.mark-elsewhere path,.map .line.mark-notSupported path{stroke:#7b8794;stroke-dasharray:1 4;stroke-linecap:round}
.map .line.applies:not(.mark-failed,.mark-notRun) path{stroke:#8d7bb5;stroke-width:1.3;stroke-dasharray:2 3}
.map .box .face{fill:#fff;stroke:#c3ccd6}
.map .box .behind{fill:#eef1f4;stroke:#c3ccd6}
.map .box .title{font-size:12.5px;font-weight:600;fill:#1c2733}
.map .box .detail{font-size:10.5px;fill:#5b6876}
.map .box .sign{font-size:12px;font-weight:700;fill:#7b8794}
.map .box.outside .face,.map .box.clients .face,.map .box.ground .face{fill:#eef1f4}
.map .box.policy .face{fill:#f3f0fa;stroke:#b9add6}
.map .box:is(.entry,.listener,.route,.service) .face{stroke:#8b98a7}
.map .box.mark-passed .sign{fill:#1f7a64}
.map .box.mark-failed .sign{fill:#b93a12}
.map .box.mark-notRun .sign{fill:#8a6200}
.map .box.mark-failed .face{stroke:#c8441b;stroke-width:1.8;fill:#fdf3ef}
.map .box.problem .face{stroke-dasharray:5 3}
@media (prefers-color-scheme:dark){
.map{background:#12171d}
.map .paper{fill:#12171d}
.map .frame rect{fill:#181f27;stroke:#2a3441}
.map .frame text,.map .line text,.map .box .detail{fill:#98a6b5}
.map .line .plate{fill:#181f27}
.map .line path{stroke:#4b5867}
.map .line.runsOn path{stroke:#2c3744}
.map .line.refuses path{stroke:#ff8a5c}
.map .line.mark-passed path{stroke:#3fae93}
.map .line.mark-failed path{stroke:#ff8a5c}
.map .line.mark-notRun path{stroke:#d9a83a}
.map .line.mark-depends path{stroke:#98a6b5}
.map .line.applies:not(.mark-failed,.mark-notRun) path{stroke:#9a88c6}
.map .box .face{fill:#1f2832;stroke:#3c4a59}
.map .box .behind{fill:#19212a;stroke:#3c4a59}
.map .box .title{fill:#e6edf3}
.map .box.outside .face,.map .box.clients .face,.map .box.ground .face{fill:#232d38}
.map .box.policy .face{fill:#272238;stroke:#5d5182}
.map .box:is(.entry,.listener,.route,.service) .face{stroke:#5c6b7c}
.map .box.mark-passed .sign{fill:#56c5aa}
.map .box.mark-failed .sign{fill:#ff9a72}
.map .box.mark-notRun .sign{fill:#e2b654}
.map .box.mark-failed .face{stroke:#ff8a5c;fill:#35211b}
}`
  .trim()
  .replaceAll('\n', '');
