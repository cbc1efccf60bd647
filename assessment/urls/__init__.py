"""Addresses of the assessment: the year, the scan, the document, the board and the plan."""

from assessment.urls import board, document, scan, year

urlpatterns = [*year.urlpatterns, *scan.urlpatterns, *document.urlpatterns, *board.urlpatterns]
