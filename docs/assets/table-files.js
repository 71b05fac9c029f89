// What a table shows, as text to copy and as files. table-tools.js loads this file when it is asked for.
"use strict";

(() => {
  const { make, tidy } = aims.tables;
  const counted = (lines) => `${lines.length - 1} ${lines.length === 2 ? "row" : "rows"}`;
  const textOf = (cell) => cell.text ?? cell;
  /** Return whether a spreadsheet could read a text as a formula. */
  const isFormula = (text) => /^[\s\u00ad\u200b-\u200d\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r]/u.test(text);

  const copied = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Without HTTPS a browser supports the older way only.
      const area = make("textarea", { value: text, className: "aims-unseen" });
      document.body.append(area);
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      if (!done) throw new Error("The browser does not allow this page to copy.");
    }
  };

  const csvCell = (cell) => {
    const text = textOf(cell);
    const safe = isFormula(text) && !/^-?[\d.,]+$/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const csv = (lines) => `${lines.map((line) => line.map(csvCell).join(",")).join("\r\n")}\r\n`;

  const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
    for (let bit = 0; bit < 8; bit++) byte = byte & 1 ? (byte >>> 1) ^ 0xedb88320 : byte >>> 1;
    return byte;
  });
  const crc = (bytes) => ~bytes.reduce((sum, byte) => CRC[(sum ^ byte) & 255] ^ (sum >>> 8), -1) >>> 0;

  /** Return a ZIP archive of uncompressed files, each dated 1 January 1980 so that the same table gives the same bytes. */
  const zip = (files) => {
    const encode = new TextEncoder();
    const parts = [];
    const list = [];
    let at = 0;
    const record = (numbers) => {
      const view = new DataView(new ArrayBuffer(numbers.reduce((size, [width]) => size + width, 0)));
      let place = 0;
      for (const [width, value] of numbers) {
        if (width === 4) view.setUint32(place, value, true);
        else view.setUint16(place, value, true);
        place += width;
      }
      return new Uint8Array(view.buffer);
    };
    for (const [path, text] of files) {
      const [name, bytes] = [encode.encode(path), encode.encode(text)];
      const facts = [[2, 20], [2, 0x800], [2, 0], [2, 0], [2, 0x21], [4, crc(bytes)], [4, bytes.length], [4, bytes.length], [2, name.length], [2, 0]];
      const head = record([[4, 0x04034b50], ...facts]);
      parts.push(head, name, bytes);
      list.push(record([[4, 0x02014b50], [2, 20], ...facts, [2, 0], [2, 0], [2, 0], [4, 0], [4, at]]), name);
      at += head.length + name.length + bytes.length;
    }
    const size = list.reduce((sum, { length }) => sum + length, 0);
    const end = record([[4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, size], [4, at], [2, 0]]);
    return new Blob([...parts, ...list, end], { type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" });
  };

  const xml = (text) =>
    text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "").replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt()};`);
  const column = (index) => (index >= 26 ? column(Math.floor(index / 26) - 1) : "") + String.fromCharCode(65 + (index % 26));
  const [PLAIN, HEAD, DAY, QUOTED] = [0, 1, 2, 3];
  /** Return a cell of a sheet. A text is stored as a text, so it is never a formula. */
  const sheetCell = (cell, x, y) => {
    const place = `r="${column(x)}${y + 1}"`;
    const days = cell.day ? (Date.parse(cell.day) - Date.UTC(1899, 11, 30)) / 864e5 : NaN;
    if (days >= 61) return `<c ${place} s="${DAY}"><v>${days}</v></c>`;
    if (Number.isFinite(cell.number)) return `<c ${place}><v>${cell.number}</v></c>`;
    const text = textOf(cell).slice(0, 32767);
    if (!text) return "";
    const style = y === 0 ? HEAD : isFormula(text) ? QUOTED : PLAIN;
    return `<c ${place} t="inlineStr" s="${style}"><is><t xml:space="preserve">${xml(text)}</t></is></c>`;
  };

  const DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const SPACE = "http://schemas.openxmlformats.org/";
  const MAIN = `${SPACE}spreadsheetml/2006/main`;
  const PARTS = `${SPACE}officeDocument/2006/relationships`;
  const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  const relation = ([kind, target], at) => `<Relationship Id="r${at + 1}" Type="${PARTS}/${kind}" Target="${target}"/>`;
  const relations = (...targets) => `${DECLARED}<Relationships xmlns="${SPACE}package/2006/relationships">${targets.map(relation).join("")}</Relationships>`;
  const STYLES =
    `${DECLARED}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>` +
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4">' +
    ['numFmtId="0" fontId="0"', 'numFmtId="0" fontId="1" applyFont="1"', 'numFmtId="164" fontId="0" applyNumberFormat="1"', 'numFmtId="0" fontId="0" quotePrefix="1"']
      .map((facts) => `<xf ${facts} fillId="0" borderId="0" xfId="0"/>`)
      .join("") +
    "</cellXfs></styleSheet>";

  const xlsx = (title, lines) => {
    const last = `${column(lines[0].length - 1)}${lines.length}`;
    const widths = lines[0].map((_, x) => Math.min(60, 2 + Math.max(...lines.map((line) => textOf(line[x]).length))));
    const sheet =
      `${DECLARED}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>` +
      `<cols>${widths.map((width, x) => `<col min="${x + 1}" max="${x + 1}" width="${width}" customWidth="1"/>`).join("")}</cols>` +
      `<sheetData>${lines.map((line, y) => `<row r="${y + 1}">${line.map((cell, x) => sheetCell(cell, x, y)).join("")}</row>`).join("")}</sheetData>` +
      `<autoFilter ref="A1:${last}"/></worksheet>`;
    const name = xml(title.replace(/[[\]:*?/\\']/g, " ").trim().slice(0, 31) || "Table");
    return zip([
      ["[Content_Types].xml", `${DECLARED}<Types xmlns="${SPACE}package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/></Types>`],
      ["_rels/.rels", relations(["officeDocument", "xl/workbook.xml"])],
      ["xl/workbook.xml", `${DECLARED}<workbook xmlns="${MAIN}" xmlns:r="${PARTS}"><sheets><sheet name="${name}" sheetId="1" r:id="r1"/></sheets></workbook>`],
      ["xl/_rels/workbook.xml.rels", relations(["worksheet", "worksheets/sheet1.xml"], ["styles", "styles.xml"])],
      ["xl/worksheets/sheet1.xml", sheet],
      ["xl/styles.xml", STYLES],
    ]);
  };

  const saved = (tools, ending, blob) => {
    const link = make("a", { href: URL.createObjectURL(blob), download: `${tools.name}.${ending}` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };

  aims.tables.files = {
    async link(tools) {
      const url = new URL(location.href);
      url.hash = tools.table.caption.id;
      await copied(url.href);
      return "Link copied";
    },
    async copy(tools) {
      const lines = tools.content();
      await copied(csv(lines));
      return `${counted(lines)} copied`;
    },
    csv(tools) {
      const lines = tools.content();
      // Excel reads UTF-8 only with this mark at the start.
      saved(tools, "csv", new Blob(["\ufeff", csv(lines)], { type: "text/csv" }));
      return `${counted(lines)} saved`;
    },
    xlsx(tools) {
      const lines = tools.content();
      saved(tools, "xlsx", xlsx(tidy(tools.table.caption.textContent), lines));
      return `${counted(lines)} saved`;
    },
  };
})();
