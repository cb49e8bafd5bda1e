' Does the jobs of peer.py inside one LibreOffice, and times them itself: neither its start nor a message is in them.
' A job is a file go-1, go-2, ... of lines (job, argument, ...); the answer is done-1, done-2, ...: milliseconds, found.
Private table As Object

Sub Serve(folder As String)
  Dim number As Long, lines, answer As String
  number = 0
  Do
    number = number + 1
    While Not FileExists(folder & "/go-" & number)
      Wait 5
    Wend
    lines = LinesOf(folder & "/go-" & number)
    answer = Answered(lines)
    Put(folder & "/part-" & number, answer)
    Name folder & "/part-" & number As folder & "/done-" & number
  Loop Until lines(0) = "quit"
End Sub

Sub Nothing_
End Sub

Function Answered(lines) As String
  On Error GoTo Failed
  Select Case lines(0)
    Case "open": Answered = Opened(lines(1))
    Case "sort": Answered = Sorted(CInt(lines(1)))
    Case "pivot": Answered = Pivoted()
    Case "close": Answered = Closed()
    Case "convert": Answered = Converted(lines(1), lines(2))
    Case Else: Answered = "0"
  End Select
  Exit Function
Failed:
  Answered = "failed " & Error$ & " in line " & Erl
End Function

Function Opened(url As String) As String
  Dim start As Long, took As Long
  start = GetSystemTicks()
  ' comma, double quotes, UTF-8, from line 1, the fifth column (the customs code) as text, English
  table = StarDesktop.loadComponentFromURL(url, "_blank", 0, Array( _
    Pair("Hidden", True), Pair("FilterName", "Text - txt - csv (StarCalc)"), _
    Pair("FilterOptions", "44,34,76,1,5/2,1033")))
  took = GetSystemTicks() - start
  Opened = took & " " & LastRow()
End Function

Function Sorted(column As Integer) As String
  Dim start As Long, took As Long, by(0) As New com.sun.star.table.TableSortField
  by(0).Field = column
  by(0).IsAscending = False
  start = GetSystemTicks()
  Used().sort(Array(Pair("SortFields", by()), Pair("ContainsHeader", True)))
  took = GetSystemTicks() - start
  Sorted = took & " " & table.Sheets(0).getCellByPosition(column, 1).Value
End Function

' What imports of 2024 in the nine chapters come to by country: rows of one source, summed by partner.
Function Pivoted() As String
  Dim start As Long, took As Long, tables, pivot, wanted, place As New com.sun.star.table.CellAddress
  Dim by(2) As New com.sun.star.sheet.TableFilterField
  start = GetSystemTicks()
  table.Sheets.insertNewByName("pivot", 1)
  tables = table.Sheets(1).DataPilotTables
  pivot = tables.createDataPilotDescriptor()
  pivot.setSourceRange(Used().RangeAddress)
  by(0).Field = 1
  by(0).IsNumeric = True
  by(0).NumericValue = 2024
  by(1).Field = 11
  by(1).StringValue = "census-imports-2024"
  by(2).Field = 4
  by(2).StringValue = "(25|26|71|74|75|78|79|80|81).*"
  Dim i As Integer
  For i = 0 To 2
    by(i).Connection = com.sun.star.sheet.FilterConnection.AND
    by(i).Operator = com.sun.star.sheet.FilterOperator.EQUAL
  Next i
  wanted = pivot.FilterDescriptor
  wanted.UseRegularExpressions = True
  wanted.setFilterFields(by())
  pivot.DataPilotFields.getByName("partner").Orientation = com.sun.star.sheet.DataPilotFieldOrientation.ROW
  With pivot.DataPilotFields.getByName("value_usd")
    .Orientation = com.sun.star.sheet.DataPilotFieldOrientation.DATA
    .Function = com.sun.star.sheet.GeneralFunction.SUM
  End With
  place.Sheet = 1
  tables.insertNewByName("by partner", place, pivot)
  took = GetSystemTicks() - start
  Dim last
  last = tables.getByName("by partner").OutputRange
  Pivoted = took & " " & table.Sheets(1).getCellByPosition(last.EndColumn, last.EndRow).Value
End Function

Function Closed() As String
  table.close(True)
  Closed = "0"
End Function

Function Converted(source As String, target As String) As String
  Dim start As Long, took As Long, text
  start = GetSystemTicks()
  text = StarDesktop.loadComponentFromURL(source, "_blank", 0, Array(Pair("Hidden", True)))
  text.storeToURL(target, Array(Pair("FilterName", "writer_pdf_Export")))
  took = GetSystemTicks() - start
  text.close(True)
  Converted = CStr(took)
End Function

Function Used()
  Dim cursor
  cursor = table.Sheets(0).createCursor()
  cursor.gotoEndOfUsedArea(True)
  Used = table.Sheets(0).getCellRangeByPosition(0, 0, cursor.RangeAddress.EndColumn, cursor.RangeAddress.EndRow)
End Function

Function LastRow() As Long
  LastRow = Used().RangeAddress.EndRow
End Function

Function Pair(name As String, value)
  Dim made As New com.sun.star.beans.PropertyValue
  made.Name = name
  made.Value = value
  Pair = made
End Function

Function LinesOf(path As String)
  Dim file As Integer, found(2) As String, i As Integer
  file = FreeFile
  Open path For Input As #file
  i = 0
  While Not Eof(file) And i < 3
    Line Input #file, found(i)
    i = i + 1
  Wend
  Close #file
  LinesOf = found()
End Function

Sub Put(path As String, answer As String)
  Dim file As Integer
  file = FreeFile
  Open path For Output As #file
  Print #file, answer
  Close #file
End Sub
